// Pointing at a district in the map marks its line in the list, and the other way round.
function follow(part, other, mark) {
  for (const [event, on] of [["mouseenter", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
    part.addEventListener(event, () => other.classList.toggle(mark, on));
  }
}

for (const shape of document.querySelectorAll(".map__links use")) {
  const link = shape.closest("a");
  const line = document.getElementById(shape.getAttribute("href").replace("#k", "kreis-"));
  if (line) {
    follow(link, line, "listing__district--marked");
    follow(line, link, "map__marked");
  }
}
