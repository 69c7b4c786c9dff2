import PADVocabulary
import ReleaseGate
import StructuredText

/// Turns what a user names into the deployments that a run keeps.
enum DeploymentChoice {
  /// The word for every deployment that comes with the program.
  static let all = "all"

  /// The files' texts, in the order named; one that is named twice counts once.
  ///
  /// A run keeps the text, so that its report can be made again wherever the run goes.
  ///
  /// - Throws: `FileFault`, `InvalidInput` with everything that is wrong.
  static func texts(_ names: [String]) throws -> [String] {
    var texts: [String] = []
    var ids: Set<String> = []
    for name in names.flatMap({ $0 == all ? ShippedDeployment.allCases.map(\.rawValue) : [$0] }) {
      let deployment = try Deployment.named(name)
      let bytes =
        try ShippedDeployment(rawValue: name)?.bytes
        ?? readWholeFile(name, cap: StrictYAML.maximumBytes)
      let text = String(decoding: bytes, as: UTF8.self)
      if texts.contains(text) { continue }
      guard ids.insert(deployment.id).inserted else {
        throw InvalidInput(
          Diagnostic(
            .error, file: name.printable,
            "another deployment is called '\(deployment.id.printable)' already",
            remedy: "change the id of one of them"))
      }
      texts.append(text)
    }
    return texts
  }

  /// The deployments that a run keeps.
  ///
  /// - Throws: `InvalidInput` for a text that no padbench has kept.
  static func deployments(_ texts: [String]) throws(InvalidInput) -> [Deployment] {
    try texts.map { text throws(InvalidInput) in
      try Deployment.parse(Array(text.utf8), file: "the run's deployment")
    }
  }
}
