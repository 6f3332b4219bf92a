/* Keeps the manual on the device when it is served (never from a folder), and says when the copy being read is older than what is
   published. A site built without the last step of `sop build` has no edition.json: then an old copy is thrown away. */
(function () {
  "use strict";
  if (!/^https?:$/.test(location.protocol) || !("serviceWorker" in navigator) || window.sopOffline) return;
  window.sopOffline = true;
  const HERE = new URL("offline/", document.currentScript.src), ROOT = new URL("../../../", HERE).href, workers = navigator.serviceWorker;

  const manifest = Object.assign(document.createElement("link"), { rel: "manifest", href: new URL("manifest.webmanifest", HERE).href });
  document.head.append(manifest);

  /* The edition that the page in hand was answered from; null if it came from the network. */
  function kept() {
    if (!workers.controller) return Promise.resolve(null);
    return new Promise((told) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => told(data);
      workers.controller.postMessage("edition", [port2]);
    });
  }

  async function forget() {
    if (workers.controller) workers.controller.postMessage("forget"); // else what it still answers for this page would be kept again
    const registration = await workers.getRegistration(ROOT);
    if (registration) await registration.unregister();
    await caches.delete("sop-manual");
  }

  async function published() {
    const answer = await fetch(new URL("edition.json", ROOT), { cache: "no-store" });
    return answer.ok ? answer.json() : null;
  }

  async function start() {
    const mine = await kept();
    let newest;
    try { newest = await published(); } catch { return mine && note(`ไม่ได้ต่ออินเทอร์เน็ต กำลังอ่านสำเนาในเครื่อง ${mine.order}`); }
    if (!newest) return forget();
    const registration = await workers.register(new URL("sw.js", ROOT));
    if (mine && mine.fingerprint !== newest.fingerprint) older(registration, mine, newest);
  }

  function older(registration, mine, newest) {
    const what = mine.order === newest.order ? "คู่มือฉบับปัจจุบัน" : `คำสั่งที่ใช้อยู่ (${newest.order})`;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "เปิดฉบับใหม่" });
    button.addEventListener("click", () => { button.disabled = true; renew(registration); });
    note(`สำเนานี้เก่ากว่า${what}`, button);
  }

  /* Waits until the new copy is whole, lets it take over, opens this page from it. */
  async function renew(registration) {
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    await registration.update().catch(() => undefined);
    const coming = registration.installing || registration.waiting;
    if (!coming) return location.reload();
    const take = () => coming.state === "installed" && coming.postMessage("take-over");
    coming.addEventListener("statechange", take);
    take();
  }

  function note(words, button) {
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "ปิด", ariaLabel: "ปิดข้อความนี้" });
    const bar = document.createElement("div");
    bar.className = "sop-copy";
    bar.setAttribute("role", "status");
    bar.append(Object.assign(document.createElement("span"), { textContent: words }), ...(button ? [button] : []), close);
    close.addEventListener("click", () => bar.remove());
    document.body.append(bar);
    return bar;
  }

  /* How to take the manual along: told once, where the browser can install it */
  window.addEventListener("beforeinstallprompt", (event) => {
    try {
      if (localStorage.getItem("sop-install-told") || document.querySelector(".sop-copy")) return;
      localStorage.setItem("sop-install-told", "1");
    } catch { return; }
    event.preventDefault();
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "ติดตั้งในเครื่องนี้" });
    const bar = note("อ่านคู่มือนี้ได้ทุกเมื่อแม้ไม่ต่ออินเทอร์เน็ต", button);
    button.addEventListener("click", () => { event.prompt(); bar.remove(); });
  });

  start().catch((error) => console.warn(error));
})();
