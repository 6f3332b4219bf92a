/* What the reader's own browser adds: this month marked, "my work" on home, frames that scroll, menus by keyboard.
   Pages are whole without it. Nothing leaves the browser. */
(function () {
  "use strict";
  var KEY = "sop-my-name", HERE = document.currentScript.src.replace(/[^/]*$/, "");
  var SMALLEST = 0.8, LEAST_FORM = 0.8; // of its own size: a drawing on a phone, a form in its page

  function el(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      made.setAttribute(key, attributes[key]);
    });
    (children || []).forEach(function (child) {
      made.append(child);
    });
    return made;
  }

  function stored(value) {
    try {
      if (value === undefined) return localStorage.getItem(KEY);
      if (value) localStorage.setItem(KEY, value);
      else localStorage.removeItem(KEY);
    } catch (error) {
      /* private windows and some USB sticks forbid storage: the choice lasts for this page */
    }
    return value || null;
  }

  /* This month */
  function markMonth() {
    var month = String(new Date().getMonth() + 1);
    document.querySelectorAll('[data-month="' + month + '"]').forEach(function (found) {
      found.setAttribute("aria-current", "date");
    });
  }

  /* Opened from the zip itself, or from a folder, there is no zip to fetch */
  function withoutZip() {
    if (location.protocol !== "file:") return;
    document.querySelectorAll('.home-downloads a[href$="manual.zip"]').forEach(function (link) {
      var card = link.closest(".home-downloads");
      link.closest("li").remove();
      if (!card.querySelector("li")) card.remove();
    });
  }

  /* My work: a script for each name and post, its words those of the person's page */
  function chosen() {
    var old = stored();
    return old && !/^(person|post)-/.test(old) ? "person-" + old : old;
  }

  function drawMyWork() {
    var box = document.getElementById("my-work"), id = chosen();
    if (!box) return;
    var select = box.querySelector("select"), body = box.querySelector(".my-body");
    if (!select.onchange) select.onchange = function () { stored(select.value); drawMyWork(); };
    if (id && !select.querySelector('option[value="' + id + '"]')) id = ""; // who has left
    select.value = id || "";
    if (body.dataset.work === id) return;
    body.dataset.work = id || "";
    if (!id) return body.replaceChildren();
    load(id, function (found) {
      body.innerHTML = found.html; // made by the generator, every text in it escaped
      subscribe();
    });
  }

  function load(id, then) {
    if (window.sopWork && window.sopWork.id === id) return then(window.sopWork);
    var early = document.querySelector('script[data-work="' + id + '"]'), script = early || el("script", { src: HERE + "work/" + id + ".js" });
    script.addEventListener("load", function () { if (window.sopWork.id === id) then(window.sopWork); });
    if (!early) document.head.append(script);
  }

  /* A mistake is told with the step that the address names, and with the edition as the foot of the page has it */
  function report() {
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest(".sop-report[data-told]");
      if (!link) return;
      var place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      var step = place ? (place.querySelector(".sop-step-text") || place).textContent.replace(/[\u2060\u200b¶]/g, "").trim().slice(0, 80) : "";
      var edition = (document.querySelector(".md-copyright") || {}).textContent.replace(/\s+/g, " ").trim();
      link.href = link.dataset.told.replace("%7Bstep%7D", encodeURIComponent(step)).replace("%7Bedition%7D", encodeURIComponent(edition));
    });
  }

  /* Where the site is served, a calendar can be subscribed to: it follows the manual by itself */
  function subscribe() {
    if (!/^https?:$/.test(location.protocol)) return;
    document.querySelectorAll('a[download][href$=".ics"]:not([data-subscribed])').forEach(function (link) {
      link.setAttribute("data-subscribed", "");
      link.after(" ", el("a", { href: link.href.replace(/^https?/, "webcal") }, ["ติดตามปฏิทิน"]));
    });
  }

  /* A link to each step, duty, form and reference, to be copied */
  function addAnchors() {
    document.querySelectorAll('.sop-steps>li[id], .sop-duties li[id], .sop-table tr[id], .sop-terms dt[id]').forEach(function (place) {
      if (place.querySelector(":scope>.sop-anchor, :scope>*>.sop-anchor")) return;
      var shown = place.querySelector(".sop-step-text, .sop-no+div>span, th") || place;
      var link = el("a", { class: "sop-anchor", href: "#" + place.id, title: "ลิงก์ถาวร กดเพื่อคัดลอกไปให้ผู้อื่น" }, ["¶"]);
      link.setAttribute("aria-label", "ลิงก์ถาวร: " + shown.textContent.trim().slice(0, 60));
      shown.append(" ", link);
    });
  }

  /* The link of a place or a heading goes to the clipboard too, where the browser allows that */
  function copied() {
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest(".sop-anchor, .headerlink");
      if (link && navigator.clipboard) copy(link);
    });
  }

  function copy(link) {
    navigator.clipboard.writeText(link.href).then(function () { window.sopSaid("คัดลอกลิงก์แล้ว"); }, function () {});
  }

  window.sopSaid = function (words) {
    var said = el("div", { role: "status", class: "sop-copied" }, [words]);
    document.body.append(said); // not beside what was pressed: the theme may exchange the page meanwhile
    setTimeout(function () { said.remove(); }, 2500);
  };

  /* Frames that scroll say so, as long as there is more to see, and take the focus */
  var watch = window.ResizeObserver && new ResizeObserver(function (seen) {
    seen.forEach(function (one) { hint(one.target); });
  });

  function hint(frame) {
    var wide = frame.scrollWidth > frame.clientWidth + 1, before = frame.previousElementSibling;
    var said = before && before.classList.contains("sop-hint") ? before : null;
    frame.classList.toggle("sop-wide", wide);
    if (wide && !said) frame.before(el("p", { class: "sop-hint sop-screen" }, ["↔ เลื่อนไปทางซ้ายหรือขวาเพื่อดูส่วนที่เหลือ"]));
    if (!wide && said) said.remove();
    if (frame.classList.contains("sop-canvas")) {
      if (wide) frame.setAttribute("tabindex", "0");
      else frame.removeAttribute("tabindex");
    }
  }

  /* On a phone a drawing is a little smaller than drawn and begins at its first symbol, the rest to the left and right of it */
  function place(frame) {
    var svg = frame.querySelector(":scope>svg[width]"), first = svg && svg.querySelector(".sf-shape");
    if (!first || frame.hasAttribute("data-placed")) return;
    frame.setAttribute("data-placed", "");
    var least = svg.querySelector(".sf-lane") ? 1 : SMALLEST; // words in lanes are smaller as drawn
    frame.style.setProperty("--sop-most", "max(100%, " + Math.round(Number(svg.getAttribute("width")) * least) + "px)");
    var symbol = first.getBoundingClientRect(), seen = frame.getBoundingClientRect();
    frame.scrollLeft += symbol.left + symbol.width / 2 - seen.left - seen.width / 2;
  }

  /* What folds away in a table stands open on paper */
  function unfold() {
    document.querySelectorAll(".sop-table details:not([open])").forEach(function (found) {
      found.open = true;
      window.addEventListener("afterprint", function () { found.open = false; }, { once: true });
    });
  }

  /* A form a little wider than its frame is made smaller until it fits, as long as it can be read (`least`) */
  window.sopFit = function (table, least) {
    table.style.removeProperty("--sop-fit");
    var share = table.parentElement.clientWidth / table.parentElement.scrollWidth;
    if (share < 1 && share >= least) table.style.setProperty("--sop-fit", Math.floor(share * 1000) / 1000);
  };

  /* A form too wide for its column has the whole window: the lists at both sides make way while it is read */
  var beside = window.IntersectionObserver && new IntersectionObserver(function (seen) {
    seen.forEach(function (one) { document.documentElement.classList.toggle("sf-reading", one.isIntersecting); });
  }, { rootMargin: "0px 0px -40% 0px" });

  function fitForms() {
    document.querySelectorAll(".sf-frame>table").forEach(function (table) {
      var frame = table.parentElement;
      frame.classList.remove("sf-whole");
      window.sopFit(table, LEAST_FORM);
      if (frame.scrollWidth <= frame.clientWidth + 1) return beside && beside.unobserve(frame);
      frame.classList.add("sf-whole");
      window.sopFit(table, LEAST_FORM);
      if (beside) beside.observe(frame);
    });
  }

  function addHints() {
    document.documentElement.classList.remove("sf-reading");
    fitForms();
    document.querySelectorAll(".sop-scroll, .sop-canvas, .sf-frame, .matrix-scroll").forEach(function (frame) {
      if (frame.classList.contains("sop-canvas")) place(frame);
      hint(frame);
      if (watch) watch.observe(frame);
    });
  }

  /* Menu and search of narrow screens: buttons for the theme's boxes to tick, which no keyboard reaches */
  function menus() {
    document.addEventListener("click", function (event) {
      var pressed = event.target.closest && event.target.closest("[data-toggles]");
      if (pressed) document.getElementById(pressed.getAttribute("data-toggles")).click();
    });
    document.addEventListener("change", function (event) {
      var box = event.target, found = document.querySelector('[data-toggles="' + box.id + '"]');
      if (!found) return;
      found.setAttribute("aria-expanded", String(box.checked));
      if (box.id !== "__drawer") return;
      var first = box.checked && document.querySelector(".md-sidebar--primary .md-nav__list a[href]");
      if (first) requestAnimationFrame(function () { first.focus(); });
    });
    document.addEventListener("keydown", function (event) {
      var drawer = document.getElementById("__drawer");
      if (event.key !== "Escape" || !drawer || !drawer.checked) return;
      drawer.click();
      document.querySelector('[data-toggles="__drawer"]').focus();
    });
  }

  /* The list of headings folds when it has led to one, which it would cover */
  function foldContents() {
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest(".sop-contents a");
      if (link) link.closest(".sop-contents").open = false;
    });
  }

  function start() {
    sopTurned();
    markMonth();
    withoutZip();
    drawMyWork();
    addHints();
    addAnchors();
    subscribe();
  }

  menus();
  foldContents();
  report();
  copied();
  window.addEventListener("beforeprint", unfold);
  window.addEventListener("resize", fitForms);
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
