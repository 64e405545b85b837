// Templates of replies, put into the text where one asks for them. Without this script the same
// button asks the server, which sends the page again with the text filled in.
(function () {
  'use strict';

  /** The texts, which stand once in the page, in the form of the reply. */
  function textOf(id) {
    var options = document.querySelectorAll('option[data-text]');
    for (var i = 0; i < options.length; i += 1) {
      if (options[i].value === id) return options[i].getAttribute('data-text');
    }
    return null;
  }

  function insert(event) {
    var form = event.target.form;
    var select = form.querySelector('select[name=template]');
    var area = form.querySelector('textarea[name=text]');
    var text = select && area && textOf(select.value);
    if (!text) return;
    event.preventDefault();
    var before = area.value.replace(/\s+$/, '');
    area.value = before ? before + '\n\n' + text : text;
    select.selectedIndex = 0;
    area.focus();
  }

  var buttons = document.querySelectorAll('button[name=insert]');
  for (var i = 0; i < buttons.length; i += 1) {
    buttons[i].addEventListener('click', insert);
  }
})();
