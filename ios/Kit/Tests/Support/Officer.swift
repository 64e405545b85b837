import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// An officer at the console, who sends its forms as a browser without scripts would.
@MainActor
public final class Officer {
    private struct Form {
        let action: String
        let fields: [String: String]
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
        let offered = try await forms(address).first { $0.fields["do"] == step }
        let form = try found(offered, "\(step) on \(address)")
        try await send(form, form.fields["text"] == nil ? [:] : ["text": text])
    }

    public func page(_ path: String) async throws -> String {
        let (body, answer) = try await ask(path) { _ in }
        guard answer.statusCode == 200 else { throw InVain("\(path) answered \(answer.statusCode)") }
        return body
    }

    private func forms(_ path: String) async throws -> [Form] {
        try await page(path).matches(of: /<form[^>]*action="([^"]*)"[^>]*>(?s:(.*?))<\/form>/).map {
            Form(action: String($0.1), fields: fields(String($0.2)))
        }
    }

    private func fields(_ form: String) -> [String: String] {
        form.matches(of: /<(?:input|textarea)[^>]*>/).reduce(into: [:]) { fields, tag in
            let tag = String(tag.0)
            if let name = attribute("name", tag) { fields[name] = attribute("value", tag) ?? "" }
        }
    }

    private func send(_ form: Form, _ filledIn: [String: String]) async throws {
        let fields = form.fields.merging(filledIn) { _, new in new }
        let body = fields.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&")
        let (_, answer) = try await ask(form.action) {
            $0.httpMethod = "POST"
            $0.httpBody = Data(body.utf8)
            $0.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "content-type")
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
