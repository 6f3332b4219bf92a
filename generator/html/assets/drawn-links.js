/* The theme's instant navigation makes every address of a page absolute by writing it back (element.href = element.href). In drawings
   that property can only be read: the theme's script would stop there, and with it every exchange of pages. So writing does nothing;
   the browser resolves those addresses itself. Runs before the theme. */
(function () {
  "use strict";
  [window.SVGAElement, window.SVGUseElement, window.SVGImageElement].forEach(function (kind) {
    var own = kind && Object.getOwnPropertyDescriptor(kind.prototype, "href");
    if (own && !own.set) Object.defineProperty(kind.prototype, "href", { get: own.get, set: function () {}, configurable: true, enumerable: true });
  });
})();
