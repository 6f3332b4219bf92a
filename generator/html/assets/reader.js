/* What the reader's own browser adds: this month marked, "my work" on home, frames that scroll, menus by keyboard.
   Pages are whole without it. Nothing leaves the browser. */
(function () {
  "use strict";
  var KEY = "sop-my-name";
  var SMALLEST = 0.8; // of a drawing's own size, on a phone

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

  /* Words that no line may end in come between two joiners (text.marked) */
  function words(value) {
    return value.split("\u2060").map(function (part, at) {
      return at % 2 ? el("n-b", {}, [part]) : part;
    });
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

  /* Once something has changed since this page was made, it says so: by the reader's clock, as a date in Thailand */
  function sayTurned() {
    var box = document.querySelector(".sop-turned"), today = new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10);
    if (!box || box.firstChild || today < box.getAttribute("data-day")) return;
    box.append(el("p", {}, words(box.getAttribute("data-words"))));
    if (box.hasAttribute("data-href")) box.firstChild.append(" ", el("a", { href: box.getAttribute("data-href"), class: "sop-screen" }, words(box.getAttribute("data-link"))));
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

  /* My work */
  var loading = null;
  function data(base) {
    if (window.sopMyWork) return Promise.resolve(window.sopMyWork);
    loading =
      loading ||
      new Promise(function (resolve, reject) {
        var script = el("script", { src: base + "assets/my-work-data.js" });
        script.onload = function () {
          resolve(window.sopMyWork);
        };
        script.onerror = reject;
        document.head.append(script);
      });
    return loading;
  }

  function list(title, items, base) {
    if (!items.length) return "";
    return el("div", { class: "my-list" }, [
      el("h3", {}, [title]),
      el("ul", {}, items.map(function (item) {
        var line = el("li", {}, [el("a", { href: base + item[1] }, words(item[0]))]);
        if (item[2]) line.append(" ", el("small", {}, [item[2]]));
        return line;
      })),
    ]);
  }

  function forms(person, base) {
    var made = list("แบบฟอร์มที่ใช้", person.forms, base), lines = made && made.querySelectorAll("li");
    if (!person.moreForms) return made;
    var rest = el("ul", {}, Array.prototype.slice.call(lines, FEW));
    made.append(el("details", { class: "my-rest" }, [el("summary", {}, [person.moreForms]), rest]));
    return made;
  }

  var FEW = 5;
  var MONTHS = ["มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"];

  function month(person, number) {
    var found = (person.months[number] || []).map(function (at) { return person.work[at]; });
    if (found.length <= FEW) return found;
    return found.slice(0, FEW).concat([["ดูทั้งเดือนในปฏิทิน", person.calendar + "#month-" + number]]);
  }

  function changes(found, base) {
    return found && el("div", { class: "my-list" }, [
      el("h3", {}, [el("a", { href: base + found[0] }, ["สิ่งที่เปลี่ยนสำหรับท่าน"])]),
      el("p", {}, [el("small", {}, words(found[1]))]),
      el("ul", {}, found[2].map(function (line) { return el("li", {}, words(line)); })),
    ]);
  }

  function showPerson(box, person, base) {
    var now = new Date().getMonth() + 1, next = (now % 12) + 1;
    var links = [el("a", { href: base + person.href }, ["หน้าของท่าน"])];
    if (person.calendar) links.push(el("a", { href: base + person.calendar }, ["ปฏิทินของท่าน"]));
    var change = el("button", { type: "button", class: "my-change" }, ["เปลี่ยนชื่อ"]);
    change.addEventListener("click", function () {
      stored("");
      drawMyWork().then(function () { document.getElementById("my-name").focus(); });
    });
    var body = [
      list("กระบวนงานของท่าน", person.procedures, base),
      list("งานเดือนนี้ (" + MONTHS[now - 1] + ")", month(person, now), base),
      list("งานเดือนหน้า (" + MONTHS[next - 1] + ")", month(person, next), base),
      list("หน้าที่ตามคำสั่ง", person.more ? person.duties.concat([[person.more, person.href]]) : person.duties, base),
      forms(person, base),
      changes(person.changed, base),
    ].filter(Boolean);
    if (!body.length) body.push(el("p", {}, ["ยังไม่มีกระบวนงานที่มอบหมายให้ท่านโดยตรง ดูหน้าของท่าน"]));
    box.replaceChildren(
      el("h2", { id: "my-work-title" }, ["งานของฉัน: " + person.name]),
      el("p", { class: "my-links" }, links.concat([change])),
      el("div", { class: "my-columns" }, body)
    );
  }

  function askName(box, persons) {
    var select = el("select", { id: "my-name" }, [el("option", { value: "" }, ["เลือกชื่อของท่าน"])].concat(persons.map(function (person) {
      return el("option", { value: person.id }, [person.name]);
    })));
    select.addEventListener("change", function () {
      stored(select.value);
      drawMyWork(select.value);
    });
    box.replaceChildren(
      el("label", { for: "my-name" }, ["งานของฉัน"]), " ", select, " ",
      el("small", {}, ["เก็บไว้ในเครื่องของท่านเท่านั้น"])
    );
  }

  function drawMyWork(chosen) {
    var box = document.getElementById("my-work");
    if (!box) return Promise.resolve();
    var base = box.getAttribute("data-base") || "";
    return data(base).then(function (found) {
      var id = chosen || stored();
      var person = found.persons.find(function (one) {
        return one.id === id;
      });
      box.hidden = false;
      if (person) showPerson(box, person, base);
      else askName(box, found.persons);
    }, function () {
      box.hidden = true;
    });
  }

  /* A link to each step, duty, form and reference, to be copied */
  function addAnchors() {
    document.querySelectorAll('.sop-steps>li[id], .sop-duties li[id], .sop-table tr[id], .sop-terms dt[id]').forEach(function (place) {
      if (place.querySelector(":scope>.sop-anchor, :scope>*>.sop-anchor")) return;
      var shown = place.querySelector(".sop-step-text, .sop-no+div>span, th") || place;
      var link = el("a", { class: "sop-anchor", href: "#" + place.id, title: "ลิงก์ถาวร กดเพื่อคัดลอกไปให้ผู้อื่น" }, ["¶"]);
      link.setAttribute("aria-label", "ลิงก์ถาวร: " + shown.textContent.trim().slice(0, 60));
      link.addEventListener("click", function () { copy(link); });
      shown.append(" ", link);
    });
  }

  /* The link goes to the clipboard too, where the browser allows that */
  function copy(link) {
    if (!navigator.clipboard) return;
    navigator.clipboard.writeText(link.href).then(function () {
      var said = el("div", { role: "status", class: "sop-copied" }, ["คัดลอกลิงก์แล้ว"]);
      document.body.append(said); // not beside the link: the theme may exchange the page meanwhile
      setTimeout(function () { said.remove(); }, 2500);
    }, function () {});
  }

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

  function addHints() {
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
    markMonth();
    sayTurned();
    withoutZip();
    drawMyWork();
    addHints();
    addAnchors();
  }

  menus();
  foldContents();
  window.addEventListener("beforeprint", unfold);
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
