import PADVocabulary

extension ConformanceCheck {
  /// What came of making or starting a detector again and again.
  public struct Starts: Sendable {
    /// The rules that were broken.
    public var findings: [Finding] = []
    /// Seconds until each was ready to be asked.
    public var startSeconds: [Double] = []
    /// Seconds inside each for its first presentation.
    public var firstSeconds: [Double] = []
    /// Presentations that every one was shown.
    public var count = 0
  }

  /// Everything that can be found out about a detector: the rules that one observer keeps, what
  /// starts change, and whether it measures what it is shown.
  ///
  /// - Parameters: as those of `starts`, and the detector itself.
  /// - Throws: what `make` throws, and `SubsystemFault` when the detector cannot work at all.
  /// - Returns: the starts, with all findings among theirs.
  public func examination(
    of detector: any LivenessDetector, starts count: Int, showing shown: Int, seed: UInt64,
    make: () throws -> any LivenessDetector
  ) throws -> Starts {
    var findings = try findings(of: detector)
    var result = try starts(count, showing: shown, seed: seed, make: make)
    findings += result.findings
    // A score that moves by itself says nothing of what one changed bit does to it.
    if !findings.contains(where: { $0.rule == .repeatable }) {
      findings += try findingsOfMemory(of: detector, showing: shown, seed: seed)
    }
    result.findings = findings
    return result
  }

  /// Makes the detector again and again, shows each the same presentations, and compares them bit
  /// for bit with those of the first.
  ///
  /// The second one sees them in the first one's order: what differs then comes from outside. The
  /// others see them in orders of their own: what differs only there comes from the order. A program
  /// gets another scratch folder, and so other file names, each time.
  ///
  /// - Parameters:
  ///   - count: presentations, drawn from the samples by the seed.
  ///   - starts: detectors in all; at least 3 are made.
  ///   - make: makes or starts the detector.
  public func starts(
    _ starts: Int, showing count: Int, seed: UInt64, make: () throws -> any LivenessDetector
  ) throws -> Starts {
    var order = SeededOrder(seed: seed)
    let picked = order.positions(count, below: samples.count).map { samples[$0] }
    var result = Starts(count: picked.count)
    var expected: [Outcome] = []
    for number in 0..<max(3, starts) {
      let places =
        number < 2 ? Array(picked.indices) : order.positions(picked.count, below: picked.count)
      let start = ContinuousClock.now
      let observer = try make().makeObserver()
      result.startSeconds.append((ContinuousClock.now - start) / .seconds(1))
      var outcomes: [Outcome?] = picked.map { _ in nil }
      for place in places {
        let start = ContinuousClock.now
        outcomes[place] = try Self.outcome(of: picked[place], by: observer)
        if place == places.first {
          result.firstSeconds.append((ContinuousClock.now - start) / .seconds(1))
        }
      }
      let seen = outcomes.compactMap(\.self)
      if number == 0 { expected = seen }
      guard let different = seen.indices.first(where: { seen[$0] != expected[$0] }) else {
        continue
      }
      // Once more at once: what moves by itself does not hang on the start.
      let again = try Self.outcome(of: picked[different], by: observer)
      let cue = Self.cue(inSameOrder: number == 1, moves: again != seen[different])
      result.findings.append(
        Finding(
          rule: number == 1 ? .startsEqual : .orderIndependent, picked[different],
          "\(expected[different]) at the first start, \(seen[different]) at start \(number + 1), "
            + "\(seen.indices.count { seen[$0] != expected[$0] }) of \(seen.count) differ: \(cue)"))
      break
    }
    return result
  }

  private static func cue(inSameOrder: Bool, moves: Bool) -> String {
    switch (inSameOrder, moves) {
    case (true, true):
      "it may live on the clock, or on random numbers without a seed"
    case (true, false):
      "it may live on what each start has of its own: names of files and folders, environment, "
        + "process number, time of the start"
    case (false, true): "it may live on a count of what it was shown, or on the clock"
    case (false, false):
      "it may live on the order of presentations, or on its memory of those before"
    }
  }
}
