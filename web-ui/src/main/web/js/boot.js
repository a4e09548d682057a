// Classic, tiny and render-blocking on purpose: the stored theme is there before the first paint, so nothing flashes.
(function () {
  try {
    var theme = localStorage.getItem('sf.theme');
    if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
  } catch (e) {
    // Storage can be blocked; the system's theme applies.
  }
})();
