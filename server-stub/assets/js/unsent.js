// Words that stand in a form of a case's page when another form is sent, or the page is left, or the
// server answers with no page of the case. They are there again when the case is opened again in
// this window, for the same person: nowhere else are they kept, and signing out takes them away.
// Without this script such words are lost.
(function () {
  'use strict';

  var MARK = 'unsent ';
  var who = document.querySelector('.who');
  var sent = null;
  var store;

  try {
    store = window.sessionStorage;
  } catch (refused) {
    // A browser may be told to keep nothing.
  }
  if (!who || !store) return;

  var own = MARK + who.textContent + ' ';
  var here = own + location.pathname;

  /** Takes away what was kept for others, or for anybody. */
  function forget(ours) {
    for (var i = store.length - 1; i >= 0; i -= 1) {
      var key = store.key(i);
      var mine = key.indexOf(own) === 0;
      if (key.indexOf(MARK) === 0 && (ours || !mine)) store.removeItem(key);
    }
  }

  function list(found) {
    return Array.prototype.slice.call(found);
  }

  function isTyped(field) {
    return field.type === 'textarea' || field.type === 'text';
  }

  /** The forms of steps that have words in them, or not. */
  function forms(haveWords) {
    return list(document.querySelectorAll('form.fields')).filter(function (form) {
      var has = list(form.elements).some(function (field) {
        return isTyped(field) && field.value !== '';
      });
      return form.elements['do'] && has === haveWords;
    });
  }

  /** What was typed and chosen in a form: words without whom they are for would be another matter. */
  function contents(form) {
    return list(form.elements)
      .filter(function (field) {
        return isTyped(field) || field.type === 'select-one' || field.checked;
      })
      .map(function (field) {
        return [field.name, field.value];
      });
  }

  function fillIn(form, name, value) {
    list(form.elements).forEach(function (field) {
      if (field.name !== name) return;
      if (field.type === 'radio') field.checked = field.value === value;
      else field.value = value;
    });
  }

  function unfold(element) {
    for (; element; element = element.parentElement) {
      if (element.tagName === 'DETAILS') element.setAttribute('open', '');
    }
  }

  function keep() {
    var kept = {};
    forms(true).forEach(function (form) {
      kept[form.elements['do'].value] = { fields: contents(form), sent: form === sent };
    });
    if (Object.keys(kept).length === 0) return;
    try {
      store.setItem(here, JSON.stringify(kept));
    } catch (full) {
      // What is longer than a browser keeps was on the screen until now.
    }
  }

  /** What was sent has arrived if the page says so; words that the server brought back are newer. */
  function bringBack() {
    var kept = JSON.parse(store.getItem(here) || '{}');
    var arrived = document.querySelector('.message[role=status]');
    store.removeItem(here);
    forms(false).forEach(function (form) {
      var its = kept[form.elements['do'].value];
      if (!its || (its.sent && arrived)) return;
      its.fields.forEach(function (field) {
        fillIn(form, field[0], field[1]);
      });
      unfold(form);
    });
  }

  function noteSent(event) {
    sent = event.target;
    if (sent.getAttribute('action') !== '/console/sign-out') return;
    window.removeEventListener('pagehide', keep);
    forget(true);
  }

  forget(false);
  bringBack();
  document.addEventListener('submit', noteSent);
  window.addEventListener('pagehide', keep);
})();
