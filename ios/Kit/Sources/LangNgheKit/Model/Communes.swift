import Foundation
import LangNgheCore

/// The communes of the province. What takes long is done off the main thread, and the map only once.
@MainActor
final class Communes {
    private var reading: Task<[CommuneShape], Never>?

    /// Every commune, to be drawn.
    func shapes() async -> [CommuneShape] {
        let task = reading ?? Task.detached { outlines() }
        reading = task
        return await task.value
    }

    /// The communes that fit a query, the best first. An empty one fits all of them: some come
    /// `first`, the others by their names.
    func matching(_ query: String, first: [String]) async -> [CommuneMatch] {
        if query.allSatisfy(\.isWhitespace) { return await all(await shapes(), first: first) }
        return await search(query)
    }

    /// The commune at a point; none outside the province.
    func at(_ point: MapPoint) async -> String? { await commune(at: point) }
}

// Not on the main actor, all of these.

private func outlines() -> [CommuneShape] {
    communeOutlines().map { outline in
        CommuneShape(
            code: outline.code,
            name: outline.name,
            rings: outline.rings.map { ring in ring.map { MapPoint(lat: $0.lat, lon: $0.lon) } }
        )
    }
}

private func search(_ query: String) async -> [CommuneMatch] {
    searchCommunes(query: query).map { found in
        let former = [found.formerName, found.formerDistrict].compactMap { $0 }.joined(separator: ", ")
        return CommuneMatch(code: found.code, name: found.name, formerName: former.isEmpty ? nil : former)
    }
}

private func commune(at point: MapPoint) async -> String? {
    if case .commune(let code, _, _) = locate(lat: point.lat, lon: point.lon) { code } else { nil }
}

private func all(_ shapes: [CommuneShape], first: [String]) async -> [CommuneMatch] {
    let preferred = first.compactMap { code in shapes.first { $0.code == code } }
    let others = shapes.filter { !first.contains($0.code) }.sorted { comesBefore($0.ownName, $1.ownName) }
    return (preferred + others).map { CommuneMatch(code: $0.code, name: $0.name, formerName: nil) }
}

private func comesBefore(_ one: String, _ other: String) -> Bool {
    one.compare(other, locale: Locale(identifier: "vi")) == .orderedAscending
}

extension CommuneShape {
    /// *Tam Tiến* of *Xã Tam Tiến*: nobody looks for a commune under X.
    fileprivate var ownName: String { name.drop { $0 != " " }.dropFirst().description }
}
