/**
 * The script of every page. It shows the loading panel and blocks all clicks until the panel is
 * gone. It also reports the page's language. It posts like ASP.NET's __doPostBack or by a callback
 * like DevExpress. The page sets `loadingPanelMs` before this script.
 */
export const FRAME_SCRIPT = `
var archibald = (function () {
  var form = document.getElementById('form1');
  var parts = [document.getElementById('ctl01'), document.getElementById('ctl01_LD')];
  var shown = 0, controls = [], calling = 0;
  document.getElementById('__PAGELANGUAGE').value = navigator.language;
  document.getElementById('__PAGETRAITS').value = [
    navigator.languages, Intl.DateTimeFormat().resolvedOptions().locale, innerWidth
  ].join(' ');
  function show(on) {
    shown += on ? 1 : -1;
    parts.forEach(function (part) { part.style.display = shown > 0 ? '' : 'none'; });
  }
  function showForAWhile() {
    if (loadingPanelMs > 0) { show(true); setTimeout(function () { show(false); }, loadingPanelMs); }
  }
  ['mousedown', 'mouseup', 'click'].forEach(function (kind) {
    window.addEventListener(kind, function (event) {
      if (shown > 0) { event.preventDefault(); event.stopImmediatePropagation(); }
    }, true);
  });
  showForAWhile();
  window.ASPxClientControl = {
    GetControlCollection: function () {
      return { ForEachControl: function (each) { controls.forEach(each); } };
    }
  };
  controls.push({ name: 'Vertical_CallbackPanel', InCallback: function () { return calling > 0; } });
  return {
    // Registers a control under the name by which the page's own scripts know it.
    control: function (control) { controls.push(control); window[control.name] = control; },
    post: function (target, argument) {
      document.getElementById('__EVENTTARGET').value = target;
      document.getElementById('__EVENTARGUMENT').value = argument;
      showForAWhile();
      form.submit();
    },
    callback: function (target, onAnswer) {
      var fields = new URLSearchParams(new FormData(form));
      fields.set('__CALLBACKID', target);
      fields.set('__CALLBACKPARAM', 'c0:');
      var request = new XMLHttpRequest();
      calling += 1;
      show(true);
      request.open('POST', form.action);
      request.onload = request.onerror = function () {
        calling -= 1;
        show(false);
        var answer = /^0\\|\\/\\*DX\\*\\/\\((.*)\\)$/.exec(request.responseText);
        onAnswer(answer === null ? {} : JSON.parse(answer[1]));
      };
      request.send(fields);
    },
    // An editor passes on typed texts and values set with typing events, but no value set without
    // events.
    editor: function (inputId, stateId) {
      var input = document.getElementById(inputId);
      var state = document.getElementById(stateId);
      var typed = false;
      function commit() { if (typed) { state.value = input.value; } }
      input.addEventListener('input', function () { typed = true; });
      input.addEventListener('change', commit);
      input.addEventListener('blur', commit);
      return { commit: commit, input: input };
    }
  };
})();
`;
