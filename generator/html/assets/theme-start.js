/* What the theme expects before its bundle runs: where the site begins, and small values kept per site in the browser. */
var __md_scope = new URL(document.currentScript.getAttribute("data-base"), location);

function __md_hash(text) {
  return Array.from(text).reduce(function (sum, letter) {
    return (sum << 5) - sum + letter.charCodeAt(0);
  }, 0);
}

function __md_get(key, storage, scope) {
  try {
    return JSON.parse((storage || localStorage).getItem((scope || __md_scope).pathname + "." + key));
  } catch (error) {
    return null;
  }
}

function __md_set(key, value, storage, scope) {
  try {
    (storage || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value));
  } catch (error) {
    /* storage may be forbidden or full: the choice lasts for this page */
  }
}

/* Everything comes from this site, no script stands in a page; styles may (widths of the form's columns). Set here, before any other script:
   a policy written in the page would stop the browser from fetching what follows in advance. */
(function () {
  "use strict";
  var policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'";
  document.head.append(policy);
})();

/* Letters are there before the first line is broken (static.py puts them above; without scripts faces.css fetches them). */
Object.keys(window.sopFonts).forEach(function (weight) {
  var letters = Uint8Array.from(atob(window.sopFonts[weight]), function (c) { return c.charCodeAt(0); });
  document.fonts.add(new FontFace("Sarabun", letters, { weight: weight, display: "swap" }));
});

/* Once something has changed since the page was made, it says so: by the reader's clock, as a date in Thailand. */
function sopTurned() {
  var box = document.querySelector(".sop-turned"), today = new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10);
  if (!box || box.firstChild || !box.dataset.day || today < box.dataset.day) return !!box;
  var said = document.createElement("p");
  said.innerHTML = box.dataset.words; // made by the generator, every text in it escaped
  if (box.dataset.href) {
    var link = document.createElement("a");
    link.href = new URL(box.dataset.href, __md_scope);
    link.className = "sop-screen";
    link.innerHTML = box.dataset.link;
    said.append(" ", link);
  }
  box.append(said);
  return true;
}

/* Before anything is painted: that scripts run, this month and the next, what has changed, and who reads: their work is fetched and set in.
   Each is set in as soon as its place has come, so that nothing on the page moves. */
(function () {
  "use strict";
  var root = document.documentElement, me = document.currentScript, month = new Date().getMonth(), waiting = [sopTurned];
  root.classList.add("sop-js");
  root.dataset.now = month + 1;
  root.dataset.next = ((month + 1) % 12) + 1;
  var watch = new MutationObserver(setIn);
  function setIn() {
    waiting = waiting.filter(function (set) { return !set(); });
    if (!waiting.length) watch.disconnect();
  }
  watch.observe(root, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", function () {
    waiting = waiting.filter(function (set) { return set === myWork; });
    setIn();
  });
  try {
    var name = localStorage.getItem("sop-my-name");
  } catch (error) {
    return; // private windows and some USB sticks forbid storage
  }
  if (!name || !/manual\/(index\.html)?$/.test(location.pathname)) return;
  waiting.push(myWork);
  var script = document.createElement("script");
  function myWork() {
    var body = window.sopWork && document.querySelector("#my-work .my-body");
    if (!body) return false;
    body.innerHTML = window.sopWork.html; // made by the generator, every text in it escaped
    body.dataset.work = window.sopWork.id;
    return true;
  }
  script.dataset.work = /^(person|post)-/.test(name) ? name : "person-" + name;
  script.src = me.src.replace(/[^/]*$/, "work/") + script.dataset.work + ".js";
  script.blocking = "render";
  script.onload = setIn;
  document.head.append(script);
})();
