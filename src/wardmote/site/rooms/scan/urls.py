"""Addresses of the scan."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.scan.views import arranging, looking, results, running, sheets

urlpatterns = [
    path("scan/", looking.scans, name="scans"),
    path("scan/new/", arranging.begin, name="scan-begin"),
    path("scan/<int:key>/", looking.scan_page, name="scan"),
    path("scan/<int:key>/change/", arranging.change, name="scan-change"),
    path("scan/<int:key>/issues/add/", arranging.issue, name="scan-issue-add"),
    path("scan/<int:key>/issues/several/", arranging.issues, name="scan-issues-add"),
    path("scan/<int:key>/issues/<int:number>/", arranging.issue, name="scan-issue"),
    path("scan/<int:key>/issues/<int:number>/out/", arranging.issue_out, name="scan-issue-out"),
    path("scan/<int:key>/issues/<int:number>/for-all/", arranging.issue_for_all, name="scan-issue-for-all"),
    path("scan/<int:key>/partners/add/", arranging.partner, name="scan-partner-add"),
    path("scan/<int:key>/partners/<int:which>/", arranging.partner, name="scan-partner"),
    path("scan/<int:key>/partners/<int:which>/out/", arranging.partner_out, name="scan-partner-out"),
    path("scan/<int:key>/partners/<int:which>/remind/", running.chase, name="scan-chase"),
    path("scan/<int:key>/partners/<int:which>/invite/", running.invite, name="scan-invite"),
    path("scan/<int:key>/partners/<int:which>/give-back/", running.give_back, name="scan-give-back"),
    path("scan/<int:key>/partners/<int:which>/afresh/", running.afresh, name="scan-afresh"),
    path("scan/<int:key>/partners/<int:which>/sheet/", sheets.take, name="scan-sheet-take"),
    path("scan/<int:key>/sheet.xlsx", sheets.blank, name="scan-sheet"),
    path("scan/<int:key>/on-paper/", sheets.on_paper, name="scan-on-paper"),
    path("scan/<int:key>/preview/", arranging.preview, name="scan-preview-start"),
    path("scan/<int:key>/preview/<slug:step>/", arranging.preview, name="scan-preview"),
    path("scan/<int:key>/open/", arranging.open_it, name="scan-open"),
    path("scan/<int:key>/score/", running.score, name="scan-score-start"),
    path("scan/<int:key>/score/<slug:step>/", running.score, name="scan-score"),
    path("scan/<int:key>/extend/", running.extend, name="scan-extend"),
    path("scan/<int:key>/close/", running.close, name="scan-close"),
    path("scan/<int:key>/results/", results.results, name="scan-results"),
    path("scan/<int:key>/results/scores.<slug:written_as>", results.export, name="scan-export"),
    path("scan/<int:key>/results/<int:number>/commission/", results.commission, name="scan-commission"),
    path("scan/<int:key>/results/<int:number>/<slug:criterion>/", results.agree, name="scan-agree"),
]
