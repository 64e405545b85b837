import LangNgheTexts

/// An amount of data as people read it: *842 KB*, *1,4 MB*. It is rounded up, so that nobody is
/// charged for more than was said.
public func bytes(_ count: Int64, in language: Language) -> String {
    let kilobytes = (count + 999) / 1000
    if kilobytes < 1000 { return "\(kilobytes) KB" }
    let tenths = (kilobytes * 10 + 999) / 1000
    let mark = language == .vietnamese ? "," : "."
    return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10)\(mark)\(tenths % 10) MB"
}
