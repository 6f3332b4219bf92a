/* Drawings and forms for closer looks: enlarged, saved as SVG or PNG with the font inside, printed alone on one sheet.
   Pages are whole without it. Works from a folder as well: nothing is fetched. */
(function () {
  "use strict";
  var SHARP = 2, LARGEST = 16000; // a PNG's pixels for each unit of a drawing; what browsers allow a canvas to measure
  var LEAST_WHOLE = 0.7; // of its own size, a form that fills the screen

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

  function button(words, action) {
    var made = el("button", { type: "button" }, [words]);
    made.addEventListener("click", action);
    return made;
  }

  /* Saving */
  function saved(blob, name) {
    var url = URL.createObjectURL(blob), link = el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 60000);
  }

  function name(figure, ending) {
    var named = (figure.querySelector("svg").getAttribute("aria-labelledby") || "chart-t").split(" ")[0];
    return named.replace(/-t$/, "") + ending;
  }

  /* The drawing by itself: black on white, its font inside, no names of our stylesheet, addresses whole */
  function plain(svg, found) {
    var copy = svg.cloneNode(true);
    copy.querySelectorAll("[class]").forEach(function (part) { part.removeAttribute("class"); });
    copy.removeAttribute("class");
    copy.querySelectorAll("a[href]").forEach(function (link) {
      link.setAttribute("href", new URL(link.getAttribute("href"), location.href).href);
    });
    var style = document.createElementNS("http://www.w3.org/2000/svg", "style");
    style.textContent = Object.keys(found).map(function (weight) {
      return '@font-face{font-family:"Sarabun";font-weight:' + weight + ';src:url("data:font/woff2;base64,' + found[weight] + '") format("woff2")}';
    }).join("") + "svg{background:#fff}";
    copy.prepend(style);
    return new XMLSerializer().serializeToString(copy);
  }

  function asSvg(figure) {
    saved(new Blob([plain(figure.querySelector("svg"), window.sopFonts)], { type: "image/svg+xml" }), name(figure, ".svg"));
  }

  function asPng(figure) {
    var svg = figure.querySelector("svg");
    var width = Number(svg.getAttribute("width")), height = Number(svg.getAttribute("height"));
    var scale = Math.min(SHARP, LARGEST / Math.max(width, height));
    var picture = new Image();
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(plain(svg, window.sopFonts));
    return picture.decode().then(function () {
      var canvas = el("canvas", { width: Math.ceil(width * scale), height: Math.ceil(height * scale) });
      var pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { saved(blob, name(figure, ".png")); }, "image/png");
    });
  }

  /* Enlarging */
  function without(found, what) {
    found.querySelectorAll(what).forEach(function (part) { part.removeAttribute(what.slice(1, -1)); });
    found.removeAttribute(what.slice(1, -1));
    return found;
  }

  function dialog(words, content, tools) {
    var frame = el("div", { class: "sop-zoom-frame", tabindex: "0", role: "region", "aria-label": words }, [content]);
    var opened = el("dialog", { class: "sop-zoom md-typeset", "aria-label": words }, []);
    opened.append(el("div", { class: "sop-tools" }, tools(frame).concat([button("ปิด", function () { opened.close(); })])), frame);
    opened.addEventListener("close", function () { opened.remove(); });
    opened.addEventListener("click", function (event) {
      if (event.target === opened || event.target.closest("a")) opened.close();
    });
    document.body.append(opened);
    opened.showModal();
  }

  function enlarged(figure) {
    var svg = without(figure.querySelector("svg").cloneNode(true), "[id]"), scale = 1;
    var width = Number(svg.getAttribute("width")), height = Number(svg.getAttribute("height"));
    svg.setAttribute("aria-label", figure.querySelector("svg title").textContent);
    svg.removeAttribute("aria-labelledby");
    function size(wanted) {
      scale = Math.min(4, Math.max(0.2, wanted));
      svg.setAttribute("width", width * scale);
      svg.setAttribute("height", height * scale);
    }
    dialog("ผังขยายใหญ่", svg, function (frame) {
      return [
        button("ขยาย", function () { size(scale * 1.25); }),
        button("ย่อ", function () { size(scale / 1.25); }),
        button("พอดีจอ", function () { size(Math.min((frame.clientWidth - 16) / width, (frame.clientHeight - 16) / height)); }),
      ];
    });
  }

  function wholeForm(frame) {
    var table = without(frame.querySelector("table").cloneNode(true), "[id]");
    dialog(frame.getAttribute("aria-label"), table, function () { return []; });
    window.sopFit(table, LEAST_WHOLE);
  }

  /* As if it were chosen by hand: what nobody sees stays behind (reader.js) */
  function copyForm(frame) {
    var range = document.createRange(), chosen = getSelection();
    range.selectNode(frame.querySelector("table"));
    chosen.removeAllRanges();
    chosen.addRange(range);
    document.execCommand("copy");
    chosen.removeAllRanges();
    window.sopSaid("คัดลอกตารางแล้ว วางใน Word หรือ Excel ได้");
  }

  /* Printing */
  function alone(figure) {
    document.body.classList.add("sop-print-one");
    figure.classList.add("sop-print-this");
    window.addEventListener("afterprint", function () {
      document.body.classList.remove("sop-print-one");
      figure.classList.remove("sop-print-this");
    }, { once: true });
    window.print();
  }

  function addTools() {
    document.querySelectorAll("figure.sop-figure").forEach(function (figure) {
      if (!figure.querySelector("svg") || figure.querySelector(".sop-tools")) return;
      figure.prepend(el("div", { class: "sop-tools sop-screen" }, [
        button("ขยายดู", function () { enlarged(figure); }),
        button("บันทึก SVG", function () { asSvg(figure); }),
        button("บันทึก PNG", function () { asPng(figure); }),
        button("พิมพ์ผังนี้", function () { alone(figure); }),
      ]));
    });
  }

  /* The form as cards on a phone, or as the table it is */
  function addFormSwitch() {
    document.querySelectorAll(".sf-frame:not([data-ready])").forEach(function (frame) {
      frame.setAttribute("data-ready", "");
      var words = ["อ่านทีละขั้นตอน", "ดูเป็นตาราง"];
      var control = button(words[0], function () {
        control.textContent = words[Number(frame.classList.toggle("sf-cards"))];
      });
      control.className = "sf-switch";
      var tools = el("div", { class: "sop-tools sop-screen" }, [control, button("ดูเต็มจอ", function () { wholeForm(frame); }),
        button("คัดลอกตาราง", function () { copyForm(frame); }), button("พิมพ์แบบฟอร์มนี้", function () { alone(frame); })]);
      frame.before(tools);
    });
  }

  function start() {
    addTools();
    addFormSwitch();
  }

  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
