import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// An officer at the console, who sends its forms as a browser without scripts would.
@MainActor
public final class Officer {
    private struct Form {
        let action: String
        /// What it sends as it is.
        let fields: [String: String]
        /// The names of all that can be filled in or chosen.
        let names: Set<String>
        /// What its buttons do, and everything else that stands in it.
        let inside: String
    }

    private let server: String
    private let session: URLSession
    private var cookies: [String: String] = [:]

    init(_ server: String) {
        self.server = server
        let settings = URLSessionConfiguration.ephemeral
        settings.httpShouldSetCookies = false
        settings.httpCookieAcceptPolicy = .never
        session = URLSession(configuration: settings, delegate: StaysThere(), delegateQueue: nil)
    }

    func signIn(_ name: String, _ password: String) async throws {
        let form = try await forms("/console/sign-in").first { $0.fields["password"] != nil }
        try await send(found(form, "a form to sign in"), ["name": name, "password": password])
    }

    /// The addresses of the cases that the officer sees.
    public func cases() async throws -> [String] {
        let links = try await page("/console/cases").matches(of: /href="(\/console\/cases\/[0-9a-f\-]{36})"/)
        return links.map { String($0.1) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The only case that there is.
    public func onlyCase() async throws -> String {
        let cases = try await cases()
        guard cases.count == 1 else { throw InVain("there are \(cases.count) cases") }
        return cases[0]
    }

    /// Takes a step that the case's page offers, with the words that it asks for.
    public func takeStep(_ address: String, _ step: String, _ text: String = "") async throws {
        try await fillIn(address, step, text.isEmpty ? [:] : ["text": text])
    }

    /// Takes a step with each of these fields filled in, which its form must have, and with photographs.
    /// What the form must have besides is filled in as officers mostly do.
    public func fillIn(
        _ address: String,
        _ step: String,
        _ fields: [String: String],
        photographs: [Data] = []
    ) async throws {
        let offered = try await forms(address).first { $0.fields["do"] == step }
        let form = try found(offered, "\(step) on \(address)")
        let named = Set(fields.keys).union(photographs.isEmpty ? [] : ["photographs"])
        guard form.names.isSuperset(of: named) else {
            throw InVain("\(step) on \(address) asks for \(form.names), not for all of \(named)")
        }
        let filledIn = usually.filter { form.names.contains($0.key) }.merging(fields) { _, new in new }
        try await send(form, filledIn, photographs)
    }

    /// Presses the first button on a page that does this and says what it is about.
    public func press(_ path: String, _ what: String, about: String) async throws {
        let button = "name=\"do\" value=\"\(what)\""
        let form = try await forms(path).first { $0.inside.contains(button) && $0.inside.contains(about) }
        try await send(found(form, "button \(what) about \(about) on \(path)"), ["do": what])
    }

    /// What was answered to the questions of a case's category, as its page tells it.
    public func answersOn(_ address: String) async throws -> [(question: String, said: String)] {
        let list = try await page(address).firstMatch(of: /<dl class="answers">(?s:(.*?))<\/dl>/)
        return (list?.1 ?? "").matches(of: /<dt>([^<]*)<\/dt>((?:\s*<dd[^>]*>[^<]*<\/dd>)*)/).map { answer in
            let said = answer.2.matches(of: /<dd[^>]*>([^<]*)<\/dd>/).map { String($0.1) }
            return (String(answer.1), said.joined(separator: ", "))
        }
    }

    /// The public reference on a case's page.
    public func referenceOf(_ address: String) async throws -> String {
        let page = try await page(address)
        let reference = page.firstMatch(of: /LN-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}/)
        return String(try found(reference, "reference on \(address)").0)
    }

    public func page(_ path: String) async throws -> String {
        let (body, answer) = try await ask(path) { _ in }
        guard answer.statusCode == 200 else { throw InVain("\(path) answered \(answer.statusCode)") }
        return body
    }

    private func forms(_ path: String) async throws -> [Form] {
        try await page(path).matches(of: /<form[^>]*action="([^"]*)"[^>]*>(?s:(.*?))<\/form>/).map {
            let inside = String($0.2)
            return Form(action: String($0.1), fields: fields(inside), names: names(inside), inside: inside)
        }
    }

    private func names(_ form: String) -> Set<String> {
        Set(form.matches(of: /<(?:input|textarea|select)[^>]*>/).compactMap { attribute("name", String($0.0)) })
    }

    private func fields(_ form: String) -> [String: String] {
        form.matches(of: /<(?:input|textarea)[^>]*>/).reduce(into: [:]) { fields, tag in
            let tag = String(tag.0)
            let isChoice = tag.firstMatch(of: /type="(?:radio|checkbox)"/) != nil
            if isChoice, tag.firstMatch(of: /\bchecked\b/) == nil { return }
            if let name = attribute("name", tag) { fields[name] = attribute("value", tag) ?? "" }
        }
    }

    private func send(_ form: Form, _ filledIn: [String: String], _ photographs: [Data] = []) async throws {
        var fields = form.fields.merging(filledIn) { _, new in new }
        fields["photographs"] = nil
        let body = photographs.isEmpty ? written(fields) : parts(fields, photographs)
        let ofParts = "multipart/form-data; boundary=\(boundary)"
        let kind = photographs.isEmpty ? "application/x-www-form-urlencoded" : ofParts
        let (_, answer) = try await ask(form.action) {
            $0.httpMethod = "POST"
            $0.httpBody = body
            $0.setValue(kind, forHTTPHeaderField: "content-type")
        }
        guard answer.statusCode == 303 else {
            throw InVain("\(form.action) answered \(answer.statusCode)")
        }
    }

    private func ask(_ path: String, _ prepare: (inout URLRequest) -> Void) async throws -> (String, HTTPURLResponse) {
        var request = URLRequest(url: try found(URL(string: server + path), path))
        prepare(&request)
        if !cookies.isEmpty {
            let all = cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
            request.setValue(all, forHTTPHeaderField: "cookie")
        }
        let (body, answer) = try await session.data(for: request)
        let response = try found(answer as? HTTPURLResponse, "an answer by HTTP")
        if let given = response.value(forHTTPHeaderField: "set-cookie")?.prefix(while: { $0 != ";" }) {
            let parts = given.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { cookies[String(parts[0])] = String(parts[1]) }
        }
        return (String(decoding: body, as: UTF8.self), response)
    }
}

/// What an officer fills in who has nothing particular to say.
private let usually = [
    "cause": "Hư hỏng lâu ngày",
    "remedy": "lasting",
    "without_photograph": "Đã xem tại chỗ",
    "belongs": "Ủy ban nhân dân xã bên",
]

private let boundary = "the-next-part-of-the-form"

private func written(_ fields: [String: String]) -> Data {
    Data(fields.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&").utf8)
}

/// A form with files, as browsers send it.
private func parts(_ fields: [String: String], _ photographs: [Data]) -> Data {
    var body = Data()
    func part(_ head: String, _ content: Data) {
        body += Data("--\(boundary)\r\ncontent-disposition: form-data; \(head)\r\n\r\n".utf8)
        body += content
        body += Data("\r\n".utf8)
    }
    for (name, value) in fields { part("name=\"\(name)\"", Data(value.utf8)) }
    for photograph in photographs {
        part("name=\"photographs\"; filename=\"after.jpg\"\r\ncontent-type: image/jpeg", photograph)
    }
    return body + Data("--\(boundary)--\r\n".utf8)
}

/// Answers are looked at where they come: none leads on by itself.
private final class StaysThere: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}

private func found<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else { throw InVain("there is no \(what)") }
    return value
}

private func attribute(_ name: String, _ tag: String) -> String? {
    guard let begin = tag.range(of: " \(name)=\"") else { return nil }
    return tag[begin.upperBound...].prefix { $0 != "\"" }
        .replacingOccurrences(of: "&quot;", with: "\"")
        .replacingOccurrences(of: "&amp;", with: "&")
}

private func encoded(_ text: String) -> String {
    let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
}
