// The door without network: what is tapped waits in this phone, with its time, and is sent later.
const door = document.getElementById("door");
const phrases = JSON.parse(document.getElementById("door-phrases").textContent);
const others = document.getElementById("door-others");
const room = `tuer-${door.dataset.room}`;
const EVERY = 15_000; // also learns what other phones noted
const HASTE = 700; // who taps twice does not mean to take it back
const AT_ONCE = 200;
const COPY = "tuer"; // whoever signs out deletes it
const UNTIL = "X-Keep-Until"; // as the server says it; without it nothing is kept
const PARTS = new Set(["script", "link", "css", "img"]);
const copies = Boolean(door.dataset.worker && navigator.serviceWorker);
const tokens = document.querySelectorAll("#door [name=csrfmiddlewaretoken]");

let memory = []; // where a browser keeps nothing
let refused = [];
let signedOut = false;
let busy = false;
let copy = null; // that of this page, once it is whole
let latest = null; // what the server said last
let making = Promise.resolve();
let cutOff = false;

function waiting() {
  try {
    return JSON.parse(localStorage.getItem(room)) || [];
  } catch {
    return memory;
  }
}

function keep(taps) {
  memory = taps;
  try {
    localStorage.setItem(room, JSON.stringify(taps));
  } catch {
    // the page itself keeps them as long as it stays open
  }
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const fill = (text, facts) => text.replace(/%\((\w+)\)s/g, (_slot, name) => facts[name]);
const say = ([one, many], number, facts) => fill(number === 1 ? one : many, facts);
const clock = (at) => new Date(at).toLocaleTimeString("de", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Berlin" });

function show(row, since) {
  row.classList.toggle("door__one--here", Boolean(since));
  row.querySelector(".door__time").textContent = since;
}

function addRow({ who, name, about }) {
  const row = document.getElementById("door-row").content.firstElementChild.cloneNode(true);
  row.id = who;
  row.dataset.words = `${name} ${about}`.toLowerCase();
  for (const part of row.querySelectorAll(".door__name, .unseen")) {
    part.textContent = ` ${name} `;
  }
  row.querySelector(".door__about").textContent = about;
  others.prepend(row);
  return row;
}

// A tap as it looks before anybody has heard of it.
function pretend({ who, present, at, name, organisation }) {
  const known = document.getElementById(who);
  const about = [organisation, phrases.stranger].filter(Boolean).join(", ");
  const row = known || (name && addRow({ who, name, about }));
  if (row) {
    show(row, present ? clock(at) : "");
  }
}

function tell() {
  const rows = [...door.querySelectorAll(".door__one")];
  const expected = rows.filter((row) => "expected" in row.dataset);
  const isHere = (row) => row.classList.contains("door__one--here");
  const here = expected.filter(isHere).length;
  const besides = rows.filter(isHere).length - here;
  const facts = { here, besides, of: expected.length };
  const count = say(phrases.here, here, facts) + (besides ? say(phrases.besides, besides, facts) : "");
  const sentence = document.getElementById("door-count");
  if (!new URLSearchParams(location.search).get("suche") && sentence.textContent !== `${count}.`) {
    sentence.textContent = `${count}.`;
  }
  const number = waiting().length;
  const news = [
    number ? fill(phrases.waiting, { waiting: number }) : "",
    signedOut ? phrases.signedOut : "",
    ...refused.map((reason) => fill(phrases.refused, { reason })),
  ];
  const state = document.getElementById("door-state");
  state.firstElementChild.textContent = news.filter(Boolean).join(" ");
  document.getElementById("door-sign-in").hidden = !signedOut;
  state.hidden = !state.firstElementChild.textContent;
}

function tap(facts) {
  keep([...waiting(), { key: newKey(), at: Date.now(), ...facts }]);
  pretend(waiting().at(-1));
  tell();
  send();
}

// What all phones have noted, and on top what still waits in this one.
function follow({ here, strangers }) {
  for (const one of strangers) {
    const mine = document.getElementById(`n${one.key}`);
    if (mine) {
      mine.id = one.who;
    } else if (!document.getElementById(one.who)) {
      addRow(one);
    }
  }
  const unsent = new Set(waiting().map((one) => one.who));
  for (const row of door.querySelectorAll(".door__one")) {
    if (row.id.startsWith("n") && !unsent.has(row.id)) {
      row.remove(); // their address was invited: they stand further up
    }
    show(row, here[row.id] || "");
  }
  waiting().forEach(pretend);
}

// So that the page can be loaded anew without network (door_worker.js): what it is made of, itself as
// it is for all, and after each answer who was there. Where a browser keeps no copy, all else works.
async function makeCopy() {
  await navigator.serviceWorker.register(door.dataset.worker);
  const page = await fetch(location.pathname, { redirect: "manual" });
  if (!page.ok || !page.headers.has(UNTIL)) {
    return;
  }
  const loaded = performance.getEntriesByType("resource").filter((one) => PARTS.has(one.initiatorType));
  const parts = new Set(loaded.map((one) => one.name));
  const made = await caches.open(COPY);
  await made.addAll(parts);
  await made.put(location.pathname, page); // after its parts: a copy with a page is whole
  copy = made;
  await keepStanding();
  await drop(made, (url) => !parts.has(url) && !url.startsWith(location.origin + location.pathname));
}

// What an older copy was made of; last, because until then the older one may be needed.
async function drop(made, superfluous) {
  const kept = await made.keys();
  await Promise.all(kept.filter(({ url }) => superfluous(url)).map((one) => made.delete(one, { ignoreVary: true })));
}

function renewCopy() {
  making = making.then(makeCopy).catch(() => {}); // one after the other
}

// Into the copy that was made, not into the one of that name: whoever deletes it meanwhile, with its
// page refused or with signing out, deletes for good.
async function keepStanding() {
  if (copy && latest) {
    await copy.put(door.dataset.sync, new Response(JSON.stringify(latest)));
  }
}

async function recallStanding() {
  const kept = await window.caches?.match(door.dataset.sync);
  const standing = await kept?.json();
  if (standing?.at >= Number(door.dataset.at)) {
    follow(standing);
  }
}

// Whoever signs in anew, in another window, gets a new token; the one of this page is void then.
async function renew() {
  const answer = await fetch(door.dataset.sync, { redirect: "manual" });
  if (answer.ok) {
    const { token } = await answer.json();
    tokens.forEach((field) => (field.value = token));
  }
  return answer.ok;
}

const hand = (taps) =>
  fetch(door.dataset.sync, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": tokens[0].value },
    body: JSON.stringify({ taps: taps.map((one) => ({ ...one, age: Date.now() - one.at })) }),
  });

async function send() {
  if (busy) {
    return;
  }
  busy = true;
  const taps = waiting().slice(0, AT_ONCE);
  try {
    signedOut = signedOut && !(await renew());
    let answer = signedOut ? null : await hand(taps);
    if (answer?.status === 403 && (await renew())) {
      answer = await hand(taps);
    }
    signedOut = signedOut || answer.type === "opaqueredirect" || answer.status === 403;
    if (answer?.ok) {
      const standing = await answer.json();
      refused = Object.values(standing.refused).concat(refused).slice(0, 3);
      const done = new Set([...standing.noted, ...Object.keys(standing.refused)]);
      keep(waiting().filter((one) => !done.has(one.key)));
      follow(standing);
      latest = standing;
      await keepStanding();
      if (cutOff) {
        cutOff = false;
        renewCopy();
      }
    }
  } catch {
    cutOff = copies;
    await recallStanding().catch(() => {}); // no network: they wait
  }
  busy = false;
  tell();
  if (taps.length && waiting().some((one) => !taps.find((sent) => sent.key === one.key))) {
    send(); // tapped while the others were on their way
  }
}

document.getElementById("door-list").addEventListener("submit", (event) => {
  event.preventDefault();
  const row = event.submitter.closest(".door__one");
  const present = event.submitter.name === "da";
  if (!present && Date.now() - (row.tappedAt || 0) < HASTE) {
    return;
  }
  row.tappedAt = Date.now();
  tap({ who: row.id, present });
  row.querySelector(present ? ".door__out" : ".door__in").focus();
});

document.getElementById("door-new").addEventListener("submit", (event) => {
  const facts = Object.fromEntries(new FormData(event.target));
  delete facts.csrfmiddlewaretoken;
  event.preventDefault(); // to leave this page without network is not to come back
  if (!facts.name.trim()) {
    event.target.elements.name.value = "";
    event.target.reportValidity();
    return;
  }
  const key = newKey();
  tap({ key, who: `n${key}`, present: true, ...facts });
  event.target.reset();
});

const search = document.getElementById("door-search");
search.addEventListener("input", () => {
  const wanted = search.value.trim().toLowerCase();
  for (const row of door.querySelectorAll(".door__one")) {
    row.hidden = !row.dataset.words.includes(wanted);
  }
});
search.form.addEventListener("submit", (event) => event.preventDefault());
search.form.querySelector("button").hidden = true; // it filters while one types

window.addEventListener("beforeunload", (event) => {
  if (waiting().length) {
    event.preventDefault();
  }
});
window.addEventListener("online", send);
setInterval(send, EVERY);
if (copies) {
  window.addEventListener("load", renewCopy);
}
waiting().forEach(pretend);
tell();
send();
