import PADVocabulary

/// Subsystems of model files.
extension SubsystemRegistry {
  /// The detector of a model file.
  ///
  /// - Throws: `FileFault`, `InvalidInput` for a file that is no model of a detector of this
  ///   padbench.
  public func trainedDetector(path: String) throws -> any LivenessDetector {
    try trained(path, .detector) { model in
      let detector = try trainable(model.trainable)
      try Self.requireFeatures(of: detector, in: model)
      return try detector.detector(of: model)
    }
  }

  /// The matcher of a model file.
  ///
  /// - Throws: as `trainedDetector(path:)`.
  public func trainedMatcher(path: String) throws -> any FaceMatcher {
    try trained(path, .matcher) { model in
      let matcher = try trainableMatcher(model.trainable)
      try Self.requireFeatures(of: matcher, in: model)
      return try matcher.matcher(of: model)
    }
  }

  private func trained<Subsystem>(
    _ path: String, _ role: SubsystemCard.Role, make: (TrainedModel) throws -> Subsystem
  ) throws -> Subsystem {
    let model = try TrainedModel.load(path: path)
    do {
      guard model.role == role else {
        throw InvalidInput(
          Diagnostic(
            .error, "this is the model of a \(model.role.rawValue), not of a \(role.rawValue)"))
      }
      return try make(model)
    } catch let fault as InvalidInput {
      throw InvalidInput(
        fault.diagnostics.map { diagnostic in
          var named = diagnostic
          named.file = path
          return named
        })
    }
  }

  private static func requireFeatures(
    of subsystem: any TrainableSubsystem, in model: TrainedModel
  ) throws(InvalidInput) {
    guard model.featureVersion == subsystem.featureVersion else {
      throw InvalidInput(
        Diagnostic(
          .error,
          "the model was trained on version \(model.featureVersion) of the features of "
            + "'\(model.trainable.printable)', and this padbench measures version "
            + "\(subsystem.featureVersion)",
          remedy: "train it again"))
    }
  }
}
