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

/* Fonts before the stylesheet asks for them, so that no text changes its size; a page opened from a folder may not ask so. */
if (location.protocol !== "file:") {
  ["Regular", "Bold"].forEach(function (face) {
    var link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" });
    link.href = document.currentScript.src.replace(/[^/]*$/, "fonts/Sarabun-" + face + ".woff2");
    document.head.append(link);
  });
}

/* Before anything is painted: that scripts run, this month and the next, and who reads, so that their work comes at once and nothing moves. */
(function () {
  "use strict";
  var root = document.documentElement, here = document.currentScript.src.replace(/[^/]*$/, ""), month = new Date().getMonth();
  root.classList.add("sop-js");
  root.dataset.now = month + 1;
  root.dataset.next = ((month + 1) % 12) + 1;
  try {
    var name = localStorage.getItem("sop-my-name"), kept = (localStorage.getItem("sop-my-name-height") || "").split(" ");
  } catch (error) {
    return; // private windows and some USB sticks forbid storage
  }
  if (!name || !/manual\/(index\.html)?$/.test(location.pathname)) return;
  if (Number(kept[0]) === innerWidth) root.style.setProperty("--my-height", kept[1] + "px");
  var script = document.createElement("script");
  script.dataset.work = /^(person|post)-/.test(name) ? name : "person-" + name;
  script.src = here + "work/" + script.dataset.work + ".js";
  document.head.append(script);
})();
