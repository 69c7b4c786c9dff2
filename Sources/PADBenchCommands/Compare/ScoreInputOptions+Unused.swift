import ArgumentParser

extension ScoreInputOptions {
  /// The options that were given, as the command line spells them.
  private var given: [String] {
    [
      inputFormat == nil ? nil : "--input-format", polarity == nil ? nil : "--polarity",
      labels == nil ? nil : "--labels", clusters == nil ? nil : "--clusters",
      allowDuplicates ? "--allow-duplicates" : nil,
    ].compactMap(\.self)
  }

  /// Refuses options of score files where none of the arguments is one: whoever gave them would take
  /// them for heeded.
  ///
  /// - Parameter others: further options, spelled, that only score files have a use for.
  /// - Throws: `ValidationError`.
  func refuseUnused(by arguments: [String], others: [String] = []) throws {
    guard let first = (others + given).first else { return }
    // What is not there is missed later, with its own words.
    let kinds = arguments.map { try? SubsystemArgument($0) }
    let areRuns = kinds.allSatisfy { kind in
      if case .run? = kind { true } else { false }
    }
    guard !areRuns else {
      throw ValidationError(
        "\(first) is for score files, and a run folder knows its own: leave it out.")
    }
  }
}
