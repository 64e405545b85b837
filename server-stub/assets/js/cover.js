// Parts of a photograph that are to be covered, drawn with a finger or a mouse: a rectangle on the
// picture fills in the next row of the form, and a row that is typed shows on the picture. Without
// this script the numbers are typed.
(function () {
  'use strict';

  var SVG = 'http://www.w3.org/2000/svg';
  var NAMES = ['left', 'top', 'width', 'height'];
  // Less than this, in percent, was a touch and no rectangle.
  var LEAST = 1;

  function each(list, use) {
    Array.prototype.forEach.call(list, use);
  }

  function fields(row) {
    return NAMES.map(function (name) {
      return row.querySelector('[name=' + name + ']');
    });
  }

  /** The four numbers of a row, in percent; nothing if it doesn't have all of them. */
  function numbers(row) {
    var all = fields(row).map(function (field) {
      return parseFloat(field.value.replace(',', '.'));
    });
    return all.every(isFinite) ? all : null;
  }

  function isEmpty(row) {
    return fields(row).every(function (field) {
      return field.value === '';
    });
  }

  function within(percent) {
    return Math.min(100, Math.max(0, percent));
  }

  function rectangle(svg, at) {
    var rect = document.createElementNS(SVG, 'rect');
    place(rect, at);
    svg.appendChild(rect);
    return rect;
  }

  function place(rect, at) {
    ['x', 'y', 'width', 'height'].forEach(function (name, i) {
      rect.setAttribute(name, at[i] + '%');
    });
  }

  function begin(section) {
    var details = section.querySelector('details');
    var frame = section.querySelector('.frame');
    if (!details || !frame) {
      return;
    }
    var rows = details.querySelectorAll('.part');
    var svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('aria-hidden', 'true');
    var from = null;
    var drawn = null;

    function show() {
      while (svg.firstChild) {
        svg.removeChild(svg.firstChild);
      }
      each(rows, function (row) {
        var at = numbers(row);
        if (at) {
          rectangle(svg, at);
        }
      });
    }

    // Over the picture only while parts are chosen: at other times a press opens it.
    function follow() {
      if (details.open) {
        frame.appendChild(svg);
        show();
      } else if (svg.parentNode) {
        frame.removeChild(svg);
      }
    }

    function where(event) {
      var box = svg.getBoundingClientRect();
      var point = event.touches ? event.touches[0] : event;
      return [
        within(((point.clientX - box.left) / box.width) * 100),
        within(((point.clientY - box.top) / box.height) * 100),
      ];
    }

    function between(to) {
      return [
        Math.min(from[0], to[0]),
        Math.min(from[1], to[1]),
        Math.abs(from[0] - to[0]),
        Math.abs(from[1] - to[1]),
      ];
    }

    function press(event) {
      event.preventDefault();
      from = where(event);
      drawn = rectangle(svg, between(from));
    }

    function move(event) {
      if (from) {
        event.preventDefault();
        place(drawn, between(where(event)));
      }
    }

    function release() {
      if (!from) {
        return;
      }
      var at = ['x', 'y', 'width', 'height'].map(function (name) {
        return parseFloat(drawn.getAttribute(name));
      });
      from = null;
      var free = Array.prototype.filter.call(rows, isEmpty)[0];
      if (free && at[2] >= LEAST && at[3] >= LEAST) {
        fields(free).forEach(function (field, i) {
          field.value = at[i].toFixed(1);
        });
      }
      show();
    }

    svg.addEventListener('mousedown', press);
    svg.addEventListener('touchstart', press);
    document.addEventListener('mousemove', move);
    svg.addEventListener('touchmove', move);
    document.addEventListener('mouseup', release);
    svg.addEventListener('touchend', release);
    details.addEventListener('toggle', follow);
    details.addEventListener('input', show);
    follow();
  }

  each(document.querySelectorAll('.release'), begin);
})();
