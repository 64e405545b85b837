// The list of cases: keys that lead through it, and what others do meanwhile. Without this script
// the list does all the same with links, buttons and reloading.
(function () {
  'use strict';

  // How often others' doings are asked for, in milliseconds.
  var EVERY = 20 * 1000;
  // Who has touched nothing for so long has gone away: nothing is asked for in their name, and
  // their session ends as it would without this page.
  var AWAY = 5 * 60 * 1000;

  var touched = Date.now();

  function touch() {
    touched = Date.now();
  }

  function byId(id) {
    return document.getElementById(id);
  }

  function look() {
    if (!document.hidden && Date.now() - touched < AWAY && window.htmx) {
      window.htmx.trigger(byId('news'), 'look');
    }
  }

  function rows() {
    return Array.prototype.slice.call(document.querySelectorAll('.cases > li'));
  }

  function link(row) {
    return row.querySelector('h2 a');
  }

  // The row that has the focus, or none.
  function current() {
    var row = document.activeElement;
    while (row && row.parentNode) {
      if (row.parentNode.className === 'cases') {
        return row;
      }
      row = row.parentNode;
    }
    return null;
  }

  function go(by) {
    var all = rows();
    var at = all.indexOf(current());
    var to = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    if (all[to]) {
      link(all[to]).focus();
    }
  }

  function press() {
    var row = current();
    var first = row && row.querySelector('.press button, .press a');
    if (first) {
      first.click();
    }
  }

  function choose() {
    var row = current();
    var mark = row && row.querySelector('.choose input');
    if (mark) {
      mark.checked = !mark.checked;
    }
  }

  function open() {
    var row = current();
    if (row) {
      link(row).click();
    }
  }

  var before = null;

  function help(shown) {
    var table = byId('keys-table');
    if (shown) {
      before = document.activeElement;
    }
    table.hidden = !shown;
    if (shown) {
      table.focus();
    } else if (before) {
      before.focus();
    }
  }

  function isTyping(target) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
  }

  function onKey(event) {
    touch();
    if (event.key === 'Escape' && !byId('keys-table').hidden) {
      help(false);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
      return;
    }
    var keys = {
      j: function () {
        go(1);
      },
      k: function () {
        go(-1);
      },
      o: open,
      x: choose,
      a: press,
      '/': function () {
        byId('q').focus();
      },
      '?': function () {
        help(byId('keys-table').hidden);
      },
    };
    if (Object.prototype.hasOwnProperty.call(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  }

  byId('keys').hidden = false;
  byId('keys-open').addEventListener('click', function () {
    help(true);
  });
  byId('keys-close').addEventListener('click', function () {
    help(false);
  });
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', touch);
  document.addEventListener('scroll', touch);
  window.setInterval(look, EVERY);
})();
