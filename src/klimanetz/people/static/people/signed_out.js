// Whoever signs out leaves no page behind that was kept to be read without network: it shows names.
if (window.caches) {
  caches.keys().then((names) => names.forEach((name) => caches.delete(name)));
}
