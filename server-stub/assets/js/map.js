// The map beside the list: the communes' boundaries, and the cases of the list on them. It needs no
// other server; pictures of one can be drawn under it. Whoever has no script has the list.
(function () {
  'use strict';

  var L = window.L;
  var box = document.getElementById('map');
  if (!L || !box || !window.JSON) {
    return;
  }
  document.getElementById('chart').hidden = false;

  var words = box.dataset;
  var map = L.map(box, { zoomControl: false, attributionControl: Boolean(words.tiles) });
  L.control.zoom({ zoomInTitle: words['in'], zoomOutTitle: words.out }).addTo(map);
  if (words.tiles) {
    var attribution = document.createElement('span');
    attribution.textContent = words.attribution;
    L.tileLayer(words.tiles, { attribution: attribution.innerHTML }).addTo(map);
  }
  var spots = L.layerGroup().addTo(map);

  function get(address, then) {
    var request = new XMLHttpRequest();
    request.open('GET', address);
    // A session that has ended is said so to a script, and not by the page to sign in.
    request.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    request.onload = function () {
      if (request.status === 200) {
        then(JSON.parse(request.responseText));
      }
    };
    request.send();
    return request;
  }

  // An arc of TopoJSON: steps on a grid, as places on Earth.
  function place(arc, transform) {
    var x = 0;
    var y = 0;
    return arc.map(function (step) {
      x += step[0];
      y += step[1];
      return [
        y * transform.scale[1] + transform.translate[1],
        x * transform.scale[0] + transform.translate[0],
      ];
    });
  }

  // Each border once, though two communes share it.
  function drawBoundaries(topology) {
    var lines = topology.arcs.map(function (arc) {
      return place(arc, topology.transform);
    });
    var all = L.polyline(lines, { className: 'boundary', weight: 1, interactive: false });
    all.addTo(map);
    map.fitBounds(all.getBounds());
  }

  var asked = null;

  function look() {
    var view = map.getBounds();
    var screen =
      'west=' +
      view.getWest() +
      '&south=' +
      view.getSouth() +
      '&east=' +
      view.getEast() +
      '&north=' +
      view.getNorth() +
      '&zoom=' +
      map.getZoom();
    if (asked) {
      asked.abort();
    }
    var filter = words.filter ? words.filter + '&' : '';
    asked = get('/console/map?' + filter + screen, show);
  }

  var shown = false;

  function show(found) {
    spots.clearLayers();
    if (!shown && found.length > 0) {
      // Where the cases are, and not the whole province around one commune's.
      shown = true;
      var places = found.map(function (spot) {
        return [spot.lat, spot.lon];
      });
      map.fitBounds(L.latLngBounds(places).pad(0.3), { maxZoom: 12 });
    }
    found.forEach(function (spot) {
      var label = document.createElement('span');
      label.textContent = String(spot.n);
      var size = spot.n < 10 ? 32 : spot.n < 100 ? 38 : 46;
      var icon = L.divIcon({ className: 'spot', html: label, iconSize: [size, size] });
      var named = spot.n + ' ' + words.cases;
      var marker = L.marker([spot.lat, spot.lon], { icon: icon, title: named, alt: named });
      marker.on('click', function () {
        if (spot.page) {
          window.location.href = spot.page;
        } else {
          map.setView(marker.getLatLng(), map.getZoom() + 2);
        }
      });
      spots.addLayer(marker);
    });
  }

  get(words.boundaries, function (topology) {
    drawBoundaries(topology);
    map.on('moveend', look);
    look();
  });
})();
