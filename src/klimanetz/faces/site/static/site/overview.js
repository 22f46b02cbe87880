// Pointing at a district in the map marks its line in the list, and the other way round.
function mark(key, on) {
  document.getElementById(`kreis-${key}`)?.classList.toggle("listing__district--marked", on);
  document.getElementById(`k${key}`)?.classList.toggle("map__marked", on);
}

function follow(part, key) {
  for (const [event, on] of [["mouseenter", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
    part.addEventListener(event, () => mark(key, on));
  }
}

for (const line of document.querySelectorAll(".listing__district[id]")) {
  follow(line, line.id.replace("kreis-", ""));
}
for (const shape of document.querySelectorAll(".map__links use")) {
  follow(shape.closest("a"), shape.getAttribute("href").replace("#k", ""));
}
