/* The service worker: keeps the whole manual on the device and answers from there. `BUILD` comes from sw.js, written with each build:
   {edition: {fingerprint, order}, files: [[path, SHA-256 in base64], ...], eager: how many of them are fetched at once}.
   A file is kept under its path and its hash, so what did not change is not fetched again; nothing half-fetched is ever kept. */
"use strict";
const CACHE = "sop-manual", TOGETHER = 6;
const ROOT = self.registration.scope;
let forgotten = false;
const HASH = new Map(BUILD.files);
const key = (path) => `${ROOT}${path}?${encodeURIComponent(HASH.get(path))}`;

/* The path in the site that a request asks for; undefined if the build has no such file. */
function pathOf(address) {
  const url = new URL(address);
  if (!url.href.startsWith(ROOT)) return undefined;
  const path = decodeURIComponent(url.origin + url.pathname).slice(decodeURIComponent(ROOT).length);
  return [path, path === "" || path.endsWith("/") ? `${path}index.html` : `${path}/index.html`].find((p) => HASH.has(p));
}

async function fetched(path, cache) {
  const whole = await fetch(ROOT + encodeURI(path), { cache: "no-cache", integrity: `sha256-${HASH.get(path)}` });
  if (!whole.ok) throw new Error(`${whole.status} ${path}`);
  await cache.put(key(path), whole.clone());
  return whole;
}

async function keepAll() {
  const cache = await caches.open(CACHE), wanted = BUILD.files.slice(0, BUILD.eager).map(([path]) => path);
  const missing = [];
  for (const path of wanted) if (!(await cache.match(key(path)))) missing.push(path);
  for (let i = 0; i < missing.length; i += TOGETHER) await Promise.all(missing.slice(i, i + TOGETHER).map((path) => fetched(path, cache)));
}

async function dropOld() {
  const cache = await caches.open(CACHE), ours = new Set(BUILD.files.map(([path]) => new URL(key(path)).href));
  for (const request of await cache.keys()) if (!ours.has(request.url)) await cache.delete(request);
}

async function answer(request, path) {
  if (forgotten) return fetch(request);
  const cache = await caches.open(CACHE), kept = await cache.match(key(path));
  if (kept) return kept;
  return fetched(path, cache).catch(() => fetch(request));
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(dropOld().then(() => self.clients.claim())));
self.addEventListener("fetch", (event) => {
  const path = event.request.method === "GET" ? pathOf(event.request.url) : undefined;
  if (path) event.respondWith(answer(event.request, path));
});
self.addEventListener("message", (event) => {
  if (event.data === "edition") event.ports[0].postMessage(BUILD.edition);
  if (event.data === "forget") {
    forgotten = true;
    event.waitUntil(caches.delete(CACHE));
  }
  if (event.data === "take-over") self.skipWaiting();
});
