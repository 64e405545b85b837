// swift-tools-version: 6.0
import PackageDescription

// The Rust core comes in one of two ways:
//
//  - LangNgheCoreFFI.xcframework, made by bindings/scripts/build-apple.sh: header, module map and
//    static libraries for the device, its simulator and the Mac. What Xcode builds with.
//  - A library that cargo built for this machine, in the folder LANGNGHE_LIBRARY: what `swift test`
//    runs with on Linux, and may on a Mac.
//
// Either way the Swift that uniffi and the texts' generator made lies in Generated, which is never
// committed: bindings/generate makes it, and bindings/scripts/lay-swift lays it there.
let library = Context.environment["LANGNGHE_LIBRARY"]

let core: Target =
    library == nil
    ? .binaryTarget(name: "LangNgheCoreFFI", path: "Generated/LangNgheCoreFFI.xcframework")
    : .systemLibrary(name: "LangNgheCoreFFI", path: "Generated/LangNgheCoreFFI")

let linking: [LinkerSetting] =
    library.map { folder in
        [
            .linkedLibrary("langnghe_bindings"),
            .unsafeFlags(["-L\(folder)", "-Xlinker", "-rpath", "-Xlinker", folder]),
            // Observation's library lacks a symbol on Linux before Swift 6.2.2 (swiftlang/swift#75670).
            .unsafeFlags(["-Xlinker", "--allow-shlib-undefined"], .when(platforms: [.linux])),
        ]
    }
    // What the core asks for of Apple's: certificates that the system trusts, and the time zone.
    ?? [.linkedFramework("Security"), .linkedFramework("CoreFoundation")]

let package = Package(
    name: "LangNgheKit",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "LangNgheKit", targets: ["LangNgheKit", "LangNgheTexts"])
    ],
    targets: [
        core,
        // Made by uniffi, and the only one that knows the core's C. In Swift 5's mode: the async calls
        // are not accepted in Swift 6's (mozilla/uniffi-rs#2929).
        .target(
            name: "LangNgheCore",
            dependencies: ["LangNgheCoreFFI"],
            path: "Generated/LangNgheCore",
            swiftSettings: [.swiftLanguageMode(.v5)],
            linkerSettings: linking
        ),
        .target(name: "LangNgheTexts", path: "Generated/LangNgheTexts"),
        .target(name: "LangNgheKit", dependencies: ["LangNgheCore", "LangNgheTexts"]),
        // The phone and the server of the tests, for them and for the process that they kill.
        .target(name: "Support", dependencies: ["LangNgheKit"], path: "Tests/Support"),
        .executableTarget(name: "Doomed", dependencies: ["LangNgheKit", "Support"], path: "Tests/Doomed"),
        .testTarget(name: "LangNgheKitTests", dependencies: ["LangNgheKit", "Support", "Doomed"]),
    ]
)

#if os(Linux)
    // A core that doesn't fit, for the test that it is noticed.
    package.products.append(.library(name: "AnotherBuild", type: .dynamic, targets: ["AnotherBuild"]))
    package.targets.append(.target(name: "AnotherBuild", path: "Tests/AnotherBuild"))
#endif
