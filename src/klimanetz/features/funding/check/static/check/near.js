// A town chosen on the map leaves what was ticked or typed beside it as it is.
// Without this script the map knows only what was sent.
for (const link of document.querySelectorAll(".near-map .map__links a")) {
  link.addEventListener("click", (event) => {
    const form = link.closest("form");
    const there = new URL(link.getAttribute("href"), location);
    const chosen = new Set(there.searchParams.getAll("partner"));
    for (const box of form.querySelectorAll('input[name="partner"]')) {
      if (box.defaultChecked !== chosen.has(box.value)) box.checked = !box.checked;
    }
    there.search = new URLSearchParams(new FormData(form));
    event.preventDefault();
    location.assign(there);
  });
}
