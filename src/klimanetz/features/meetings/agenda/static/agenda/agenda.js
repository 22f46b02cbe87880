// Moving items of an agenda without a new page: by button, by arrow key, or dragged at the grip.
// Without this script every button is a form of its own and does the same.
const table = document.getElementById("agenda-table");
const said = document.getElementById("agenda-said");
let busy = false;

async function send(form) {
  if (busy) return;
  busy = true;
  const focused = document.activeElement?.id;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("agenda-table");
    if (!answer.ok || !fresh) throw new Error(answer.statusText);
    fresh.querySelector("[autofocus]")?.removeAttribute("autofocus");
    table.replaceChildren(...fresh.childNodes);
    prepare();
    announce(document.getElementById(focused));
  } catch {
    form.submit();
  } finally {
    busy = false;
  }
}

// Keeps the focus where it was, and says when the moved item begins now.
function announce(button) {
  button?.focus();
  const item = button?.closest(".agenda__item");
  const parts = item ? [...item.querySelectorAll(".agenda__title, .agenda__time")] : [];
  said.textContent = parts.map((part) => part.textContent.trim()).join(" ");
}

function sendOrder() {
  const form = document.getElementById("agenda-order");
  for (const item of table.querySelectorAll(".agenda__item")) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "punkt", value: item.dataset.key });
    form.append(field);
  }
  send(form);
}

function addGrip(item) {
  const moves = item.querySelector(".agenda__moves");
  if (!moves) return;
  const grip = document.createElement("span");
  grip.className = "agenda__move agenda__grip";
  grip.addEventListener("pointerdown", () => { item.draggable = true; });
  grip.addEventListener("pointerup", () => { item.draggable = false; });
  moves.append(grip);
}

function makeDraggable(item) {
  addGrip(item);
  item.addEventListener("dragstart", (event) => {
    event.dataTransfer.effectAllowed = "move";
    item.classList.add("agenda__item--dragged");
  });
  item.addEventListener("dragover", (event) => {
    const dragged = table.querySelector(".agenda__item--dragged");
    if (!dragged) return;
    event.preventDefault();
    if (dragged === item) return;
    const { top, height } = item.getBoundingClientRect();
    item[event.clientY < top + height / 2 ? "before" : "after"](dragged);
  });
  item.addEventListener("drop", (event) => event.preventDefault());
  item.addEventListener("dragend", () => {
    item.classList.remove("agenda__item--dragged");
    item.draggable = false;
    sendOrder();
  });
}

function prepare() {
  table.querySelectorAll(".agenda--edit .agenda__item").forEach(makeDraggable);
}

table.addEventListener("submit", (event) => {
  if (!event.target.closest(".agenda__moves")) return;
  event.preventDefault();
  send(event.target);
});

table.addEventListener("keydown", (event) => {
  const moves = event.target.closest(".agenda__moves");
  const place = ["ArrowUp", "ArrowDown"].indexOf(event.key);
  if (!moves || place < 0) return;
  event.preventDefault();
  const button = moves.querySelectorAll("button")[place];
  button.focus();
  send(button.form);
});

prepare();
