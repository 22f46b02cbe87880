// The page of one door, loaded anew without network: the copy that door.js keeps, and no other page.
//
// A copy shows who is expected, on a phone that is nobody's in particular. So it is no older than
// the server said (half a day at most, and never after the day of the meeting), there is one at a
// time, and it goes with signing out and as soon as its page is refused.
const COPY = "tuer";
const UNTIL = "X-Keep-Until"; // in seconds, as the server counts them
const page = new URL(registration.scope).pathname;

function recall(request) {
  return caches.match(request, { ignoreSearch: true, ignoreVary: true });
}

async function recallPage() {
  const copy = await recall(page);
  if (copy && !(Date.now() < 1000 * copy.headers.get(UNTIL))) {
    await caches.delete(COPY);
    return null;
  }
  return copy;
}

async function load(request) {
  const answer = await fetch(request).catch(() => null);
  if (answer && answer.status < 500) {
    if (!answer.headers.has(UNTIL)) {
      await caches.delete(COPY); // signed out, not allowed any more, or its day is over
    }
    return answer;
  }
  return (await recallPage()) || answer || Response.error();
}

async function loadPart(request) {
  return fetch(request).catch(async () => (await recall(request)) || Response.error());
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") {
    return;
  }
  if (request.mode === "navigate") {
    if (new URL(request.url).pathname === page) {
      event.respondWith(load(request));
    }
  } else if (request.destination) {
    event.respondWith(loadPart(request)); // a script, a style, a font; not what the page asks
  }
});
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
