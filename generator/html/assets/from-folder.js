/* Opened from a folder or a USB stick (file:), the theme's instant navigation must be off: it cannot fetch pages there and
   takes the theme's other scripts down with it. Runs before the theme reads its settings. */
(function () {
  "use strict";
  var holder = document.getElementById("__config");
  if (location.protocol !== "file:" || !holder) return;
  var config = JSON.parse(holder.textContent);
  config.features = config.features.filter(function (name) {
    return name.indexOf("navigation.instant") !== 0;
  });
  holder.textContent = JSON.stringify(config);
})();
