// swift-tools-version: 6.2
import PackageDescription

/// What a module is made of decides which settings it gets.
enum Kind {
  case system(pkgConfig: String, apt: String, brew: String)
  case c
  case swift
  case program
}

/// One row of the module table: a module may import what it names and whatever those may import.
struct Module {
  var name: String
  var kind: Kind
  var imports: [String] = []
  var products: [Target.Dependency] = []
  var embedded: [String] = []
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let modules: [Module] = [
  Module(
    name: "CGSL", kind: .system(pkgConfig: "gsl", apt: "libgsl-dev", brew: "gsl")),
  Module(
    name: "CPNG", kind: .system(pkgConfig: "libpng", apt: "libpng-dev", brew: "libpng")),
  Module(
    name: "CJPEG",
    kind: .system(pkgConfig: "libjpeg", apt: "libjpeg-dev", brew: "jpeg-turbo")),
  Module(name: "CImageCodecs", kind: .c, imports: ["CPNG", "CJPEG"]),
  Module(name: "CPlatform", kind: .c),
  Module(name: "PADVocabulary", kind: .swift),
  Module(
    name: "StructuredText", kind: .swift, imports: ["PADVocabulary"], products: [yams]),
  Module(name: "Evidence", kind: .swift, imports: ["StructuredText"], products: [crypto]),
  Module(name: "Statistics", kind: .swift, imports: ["CGSL"]),
  Module(name: "ErrorRates", kind: .swift, imports: ["PADVocabulary", "Statistics"]),
  Module(name: "Comparison", kind: .swift, imports: ["ErrorRates"]),
  Module(
    name: "ReleaseGate", kind: .swift, imports: ["Comparison", "Evidence"],
    embedded: ["Policies", "Deployments/Shipped"]),
  Module(name: "ScoreFiles", kind: .swift, imports: ["StructuredText"]),
  Module(
    name: "Imaging", kind: .swift, imports: ["PADVocabulary", "CImageCodecs", "CGSL"]),
  Module(
    name: "Datasets", kind: .swift, imports: ["Evidence"], embedded: ["Layouts"]),
  Module(
    name: "Media", kind: .swift, imports: ["Datasets", "Imaging", "CPlatform"],
    products: [subprocess]),
  Module(name: "Synthesis", kind: .swift, imports: ["Datasets", "Imaging", "Statistics"]),
  Module(name: "DatasetAudit", kind: .swift, imports: ["Media", "Statistics"]),
  Module(name: "Subsystems", kind: .swift, imports: ["Imaging", "Evidence"]),
  Module(name: "Detectors", kind: .swift, imports: ["Subsystems", "Statistics"]),
  Module(name: "Matchers", kind: .swift, imports: ["Subsystems", "Statistics"]),
  Module(name: "ModelRuntime", kind: .swift, imports: ["Subsystems"]),
  Module(name: "PluginHost", kind: .swift, imports: ["Subsystems", "CPlatform"]),
  Module(
    name: "Runs", kind: .swift, imports: ["Media", "Subsystems", "ScoreFiles"],
    products: [database]),
  Module(
    name: "Reports", kind: .swift, imports: ["ReleaseGate", "ScoreFiles"],
    products: [mustache, subprocess], embedded: ["Pages"]),
  Module(
    name: "PADBenchCommands", kind: .swift,
    imports: [
      "Synthesis", "DatasetAudit", "Detectors", "Matchers", "ModelRuntime", "PluginHost", "Runs",
      "Reports",
    ],
    products: [argumentParser]),
  Module(name: "padbench", kind: .program, imports: ["PADBenchCommands"]),
]

/// Test targets, each with the modules it looks at beyond the one it is named after.
let suites: [(name: String, imports: [String], products: [Target.Dependency])] = [
  ("CImageCodecs", [], []),
  ("PADVocabulary", [], []),
  ("StructuredText", [], []),
  ("Evidence", [], []),
  ("Statistics", [], []),
  ("ErrorRates", [], []),
  ("Comparison", [], []),
  ("ReleaseGate", [], []),
  ("ScoreFiles", ["ErrorRates"], []),
  ("Imaging", [], []),
  ("Datasets", [], []),
  ("Media", [], []),
  ("Synthesis", [], []),
  ("DatasetAudit", [], []),
  ("Subsystems", [], []),
  ("Detectors", [], []),
  ("Matchers", [], []),
  ("ModelRuntime", ["Detectors", "Media"], []),
  ("PluginHost", [], []),
  ("Runs", [], []),
  ("Reports", [], []),
  ("PADBenchCommands", [], [subprocess]),
]

/// Everything a module reaches through the table, so that the table alone says who may import whom.
func reach(of names: [String]) -> [String] {
  var found: [String] = []
  var waiting = names
  while let name = waiting.popLast() {
    guard !found.contains(name), let module = modules.first(where: { $0.name == name }) else {
      continue
    }
    found.append(name)
    waiting += module.imports
  }
  return found.sorted()
}

/// Warnings stop our own checks but never a user whose toolchain is newer than ours.
let isStrict = Context.environment["PADBENCH_STRICT"] != nil

let swiftSettings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let cSettings: [CSetting] =
  [.enableWarning("all"), .enableWarning("extra")]
  + (isStrict ? [.treatAllWarnings(as: .error)] : [])

func target(for module: Module) -> Target {
  let dependencies: [Target.Dependency] =
    reach(of: module.imports).map { .byName(name: $0) } + module.products
  let resources: [Resource] = module.embedded.map { .embedInCode($0) }
  switch module.kind {
  case .system(let pkgConfig, let apt, let brew):
    return .systemLibrary(
      name: module.name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
  case .c:
    return .target(name: module.name, dependencies: dependencies, cSettings: cSettings)
  case .swift:
    return .target(
      name: module.name, dependencies: dependencies, resources: resources,
      swiftSettings: swiftSettings)
  case .program:
    return .executableTarget(
      name: module.name, dependencies: dependencies, swiftSettings: swiftSettings)
  }
}

let testSupport = Target.target(
  name: "TestSupport", path: "Tests/TestSupport", swiftSettings: swiftSettings)

let testTargets = suites.map { suite in
  let imports = reach(of: [suite.name] + suite.imports)
  return Target.testTarget(
    name: suite.name + "Tests",
    dependencies: imports.map { .byName(name: $0) } + ["TestSupport"] + suite.products,
    swiftSettings: swiftSettings)
}

let package = Package(
  name: "padbench",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "padbench", targets: ["padbench"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: modules.map(target(for:)) + [testSupport] + testTargets
)
