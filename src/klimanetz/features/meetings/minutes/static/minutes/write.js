// Minutes written by several people at once. Every entry is saved while one types; what others type
// comes in by itself. What is not saved yet lies in this browser, so that neither a closed tab nor
// a lost connection loses it. Who typed what where is brought together by the server (merging.py):
// it gets the text with what it was made from.
const sheet = document.getElementById("minutes");
const note = document.getElementById("minutes-state");
const signIn = document.getElementById("minutes-sign-in");
const template = document.getElementById("entry-template").innerHTML;
const STORE = `protokoll:${sheet.dataset.meeting}:${sheet.dataset.person}:`;
const FIELDS = ["text", "kind", "owner", "due_on", "removed"];
const PAUSE = 700; // after the last key, in ms
const BEAT = 2500; // how often to ask what others wrote
const timers = new Map();
const saving = new Set();
let token = sheet.elements.csrfmiddlewaretoken.value;
let revision = Number(sheet.dataset.revision);
let composing = false;

// Reading and filling an entry

const key = (row) => row.dataset.key;
const rows = () => [...sheet.querySelectorAll(".entry")];
const find = (wanted) => rows().find((row) => key(row) === wanted);
const itemOf = (row) => row.closest("[data-item]").dataset.item;
const control = (row, name) => sheet.elements[`${key(row)}-${name}`];

function read(row, base = "") {
  return Object.fromEntries(FIELDS.map((name) => {
    const part = control(row, base + name);
    return [name, part.type === "checkbox" ? (part.checked ? "on" : "") : part.value];
  }));
}

function fill(row, name, value) {
  const part = control(row, name);
  if (part.type === "checkbox") part.checked = value === "on";
  else if (part.type === "textarea") fillText(part, value);
  else if (part.value !== value) part.value = value;
}

// The caret stays where it was among the words, whatever came in before it.
function fillText(area, text) {
  const before = area.value;
  if (before === text) return;
  const places = [area.selectionStart, area.selectionEnd].map((place) => {
    let same = 0;
    while (same < place && before[same] === text[same]) same += 1;
    return same === place ? place : Math.max(same, text.length - (before.length - place));
  });
  area.value = text;
  if (document.activeElement === area) area.setSelectionRange(...places);
}

function isDirty(row) {
  const [now, base] = [read(row), read(row, "base_")];
  return FIELDS.some((name) => now[name] !== base[name]);
}

// What is not saved yet

function keep(row) {
  const draft = { item: itemOf(row), now: read(row), base: read(row, "base_") };
  try {
    if (isDirty(row)) localStorage.setItem(STORE + key(row), JSON.stringify(draft));
    else localStorage.removeItem(STORE + key(row));
  } catch { /* no room: the server has it in a moment */ }
}

function restore() {
  const stored = Object.keys(localStorage).filter((name) => name.startsWith(STORE));
  if (stored.length) say("saving");
  for (const name of stored) {
    const draft = JSON.parse(localStorage.getItem(name));
    const row = find(name.slice(STORE.length)) || add(draft.item, name.slice(STORE.length));
    for (const field of FIELDS) {
      fill(row, field, draft.now[field]);
      fill(row, `base_${field}`, draft.base[field]);
    }
    offerBlank(row);
    schedule(row, 0);
  }
}

// Adding entries

function add(item, wanted, { last = false } = {}) {
  const section = sheet.querySelector(`[data-item="${item}"]`) || sheet.querySelector('[data-item=""]');
  const entries = section.querySelector(".minutes__entries");
  const holder = document.createElement("div");
  holder.innerHTML = template.replaceAll("__key__", wanted);
  const row = holder.firstElementChild;
  entries.insertBefore(row, last ? null : entries.lastElementChild);
  fill(row, "item", section.dataset.item);
  return row;
}

function offerBlank(row) {
  const last = row.parentElement.lastElementChild;
  if (!read(last).text && !read(last, "base_").text) return;
  const random = crypto.getRandomValues(new Uint32Array(2)).join("");
  add(itemOf(row), `neu-${itemOf(row) || 0}-${sheet.dataset.person}-${random}`, { last: true });
}

// Saving

function schedule(row, wait = PAUSE) {
  clearTimeout(timers.get(key(row)));
  timers.set(key(row), setTimeout(save, wait, row));
}

async function save(row, keepalive = false) {
  if (saving.has(row)) return;
  if (!isDirty(row)) return rest();
  saving.add(row);
  const [sent, base] = [read(row), read(row, "base_")];
  const body = { key: key(row), item: control(row, "item").value, ...sent };
  for (const name of FIELDS) body[`base_${name}`] = base[name];
  const answer = await ask(sheet.dataset.save, {
    method: "POST",
    keepalive,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
  saving.delete(row);
  if (answer) settle(row, sent, answer.entry);
  if (answer && isDirty(row)) schedule(row);
  else if (answer) rest();
}

function rest() {
  if (!saving.size && !inTrouble() && note.dataset.now && !rows().some(isDirty)) say("saved");
}

// What was not touched since it was sent is now what the server has; the rest goes on from there.
function settle(row, sent, entry) {
  const now = read(row);
  for (const name of FIELDS) {
    const settled = now[name] === sent[name] && !composing;
    if (settled) fill(row, name, entry[name]);
    fill(row, `base_${name}`, settled ? entry[name] : sent[name]);
  }
  keep(row);
}

async function ask(url, options = {}) {
  let response;
  try {
    response = await fetch(url, { redirect: "manual", credentials: "same-origin", ...options });
  } catch {
    say("offline");
    return null;
  }
  if (response.type === "opaqueredirect") return say("out");
  if (response.ok) return response.json();
  if (response.status >= 500) return say("offline");
  const said = response.headers.get("Content-Type").includes("json") ? (await response.json()).problem : "";
  return response.status === 403 ? say("out") : say("refused", said);
}

const inTrouble = () => ["offline", "out"].includes(note.dataset.now);

function say(what, more = "") {
  note.textContent = `${note.dataset[what]} ${more}`.trim();
  note.dataset.now = what;
  signIn.hidden = what !== "out";
  return null;
}

// What others write

async function listen() {
  const troubled = inTrouble();
  const heard = await ask(`${sheet.dataset.changes}?seit=${revision}`);
  if (heard) {
    ({ token, revision } = heard);
    heard.entries.forEach(take);
    document.getElementById("agenda-changed").hidden = heard.agenda === sheet.dataset.agenda;
    if (troubled) say(rows().some(isDirty) ? "saving" : "saved");
    if (note.dataset.now !== "refused") rows().forEach((row) => save(row));
  }
}

function take(entry) {
  const known = find(entry.key);
  if (!known && entry.removed) return;
  const row = known || add(entry.item, entry.key);
  if (saving.has(row) || isDirty(row) || composing) return;
  for (const name of FIELDS) {
    fill(row, name, entry[name]);
    fill(row, `base_${name}`, entry[name]);
  }
}

function beat() {
  const next = () => setTimeout(beat, BEAT);
  if (document.hidden) return next();
  return listen().finally(next);
}

// What people do

for (const event of ["input", "change"]) {
  sheet.addEventListener(event, ({ target }) => {
    const row = target.closest(".entry");
    if (!row) return;
    keep(row);
    if (!inTrouble()) say("saving");
    offerBlank(row);
    schedule(row);
  });
}
sheet.addEventListener("compositionstart", () => { composing = true; });
sheet.addEventListener("compositionend", () => { composing = false; });
sheet.addEventListener("submit", (event) => {
  event.preventDefault();
  rows().forEach((row) => save(row));
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) rows().forEach((row) => save(row, true));
  else listen();
});
window.addEventListener("online", listen);

restore();
setTimeout(beat, BEAT);
