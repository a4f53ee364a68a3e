// The live map: own outlines, coloured by the numbers of the table beside it. Without it the drawing stands.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const STEPS = [1, 2, 3, 4, 5].map((step) => colour(`--wm-step-${step}`));
const NONE = colour("--wm-missing");
const number = new Intl.NumberFormat(document.documentElement.lang || "en-GB");
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
let library;
let shown;

async function show() {
  const place = document.getElementById("live-map");
  if (!place) return;
  try {
    library = library || await import(place.dataset.library);
    const [shapes, data] = await Promise.all([place.dataset.shapes, place.dataset.data].map(fetched));
    draw(place, shapes, data);
  } catch (fault) {
    document.body.classList.remove("wm-live-shown");
  }
}

async function fetched(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function draw(place, shapes, data) {
  if (shown) shown.remove();
  for (const id of ["live-map", "live-key", "live-here", "live-take"]) document.getElementById(id).classList.remove("wm-live-off");
  document.body.classList.add("wm-live-shown");
  for (const one of shapes.features) one.properties.n = data.areas[one.properties.code] ?? -1;
  const map = new library.Map({
    container: place,
    style: { version: 8, sources: { areas: { type: "geojson", data: shapes } }, layers: layers(data.bounds) },
    bounds: boxOf(shapes),
    fitBoundsOptions: { padding: 16 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    cooperativeGestures: false,
    fadeDuration: 0,
    locale: { "NavigationControl.ZoomIn": place.dataset.in, "NavigationControl.ZoomOut": place.dataset.out, "Map.Title": place.dataset.label },
  });
  map.addControl(new library.NavigationControl({ showCompass: false }));
  map.scrollZoom.disable();
  map.on("mousemove", "fill", (event) => tell(event.features[0].properties, place.dataset));
  map.on("click", "fill", (event) => tell(event.features[0].properties, place.dataset));
  map.once("idle", () => { place.dataset.ready = "yes"; });
  key(data.bounds, place.dataset);
  shown = map;
}

function layers(bounds) {
  const stepped = ["step", ["get", "n"], STEPS[0]];
  bounds.forEach((bound, at) => stepped.push(bound, STEPS[at + 1]));
  const inside = ["!=", ["get", "code"], ""];
  return [
    { id: "fill", type: "fill", source: "areas", filter: inside, paint: { "fill-color": ["case", ["<", ["get", "n"], 0], NONE, stepped] } },
    { id: "lines", type: "line", source: "areas", filter: inside, paint: { "line-color": "#FFFFFF", "line-width": 1 } },
    { id: "edge", type: "line", source: "areas", filter: ["==", ["get", "code"], ""], paint: { "line-color": colour("--wm-ink"), "line-width": 1.5 } },
  ];
}

function tell(properties, words) {
  const n = properties.n < 0 ? words.none : number.format(properties.n);
  document.getElementById("live-here").textContent = filled(words.here, { name: properties.name, n });
}

function key(bounds, words) {
  const told = bounds.map((bound) => number.format(bound));
  const classes = STEPS.map((_, at) => {
    if (at === 0) return filled(words.under, { n: told[0] });
    if (at === told.length) return filled(words.over, { n: told[at - 1] });
    return filled(words.between, { n: told[at - 1], to: told[at] });
  });
  document.getElementById("live-key").replaceChildren(
    ...STEPS.map((fill, at) => entry(fill, classes[at])),
    entry(NONE, words.none),
  );
}

function entry(fill, words) {
  const item = document.createElement("li");
  const box = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const square = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  box.setAttribute("viewBox", "0 0 22 14");
  box.setAttribute("aria-hidden", "true");
  for (const [name, value] of Object.entries({ width: 22, height: 14, fill })) square.setAttribute(name, value);
  box.append(square);
  item.append(box, words);
  return item;
}

function boxOf(shapes) {
  const box = [180, 90, -180, -90];
  const take = (part) => {
    if (typeof part[0] !== "number") { part.forEach(take); return; }
    box[0] = Math.min(box[0], part[0]); box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]); box[3] = Math.max(box[3], part[1]);
  };
  shapes.features.forEach((one) => take(one.geometry.coordinates));
  return [[box[0], box[1]], [box[2], box[3]]];
}

show();
document.body.addEventListener("htmx:afterSwap", (event) => { if (event.detail.target.id === "found") show(); });
