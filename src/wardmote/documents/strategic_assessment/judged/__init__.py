"""The parts of the assessment that rest on partners' judgement, from frozen records alone."""
