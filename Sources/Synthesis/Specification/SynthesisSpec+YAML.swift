public import PADVocabulary
import StructuredText

extension SynthesisSpec {
  /// The most presentations of one dataset.
  public static let maximumCount = 1_000_000

  /// Reads a specification.
  ///
  /// - Throws: `FileFault` when the file cannot be read, `InvalidInput` with everything that is
  ///   wrong with it.
  public static func load(_ path: String) throws -> SynthesisSpec {
    try parse(readWholeFile(path, cap: StrictYAML.maximumBytes), file: path)
  }

  /// Reads the bytes of a specification; `file` stands for it in diagnostics.
  ///
  /// - Throws: `InvalidInput` with everything that is wrong.
  public static func parse(_ bytes: [UInt8], file: String) throws(InvalidInput) -> SynthesisSpec {
    let root = try StrictYAML.parse(bytes, name: file)
    var diagnostics = DiagnosticList(file: file)
    var spec = SynthesisSpec(name: "", subjects: [:], attacks: [])
    let keys = [
      "name", "version", "picture", "depth", "subjects", "sessions", "capture_devices",
      "bona_fide_per_subject", "references_per_subject", "attacks", "sequences", "factors",
    ]
    guard let mapping = root.mapping(keys: keys, &diagnostics) else {
      throw InvalidInput(diagnostics.all)
    }
    spec.name = mapping.required("name", &diagnostics)?.string(&diagnostics) ?? ""
    spec.version = mapping["version"]?.string(&diagnostics) ?? spec.version
    if let node = mapping["picture"] {
      readSize(node, width: &spec.width, height: &spec.height, &diagnostics)
    }
    spec.hasDepth = mapping["depth"]?.flag(&diagnostics) ?? spec.hasDepth
    spec.sessions = mapping["sessions"]?.integer(in: 1...1000, &diagnostics) ?? spec.sessions
    spec.captureDevices =
      mapping["capture_devices"]?.integer(in: 1...1000, &diagnostics) ?? spec.captureDevices
    spec.bonaFidePerSubject =
      mapping["bona_fide_per_subject"]?.integer(in: 0...10_000, &diagnostics)
      ?? spec.bonaFidePerSubject
    spec.referencesPerSubject =
      mapping["references_per_subject"]?.integer(in: 0...1000, &diagnostics)
      ?? spec.referencesPerSubject
    if let node = mapping.required("subjects", &diagnostics) {
      spec.readSubjects(node, &diagnostics)
    }
    if let node = mapping["attacks"] { spec.attacks = Self.attacks(node, &diagnostics) }
    if let node = mapping["sequences"] { spec.sequences = Self.sequences(node, &diagnostics) }
    if let node = mapping["factors"] { spec.factors.read(node, &diagnostics) }
    spec.check(line: mapping.line, &diagnostics)
    try diagnostics.throwErrors()
    spec.source = bytes
    return spec
  }

  private mutating func readSubjects(_ node: YAMLNode, _ diagnostics: inout DiagnosticList) {
    let names = Partition.allCases.map(\.rawValue)
    guard
      let mapping = node.mapping(keys: names + ["sex", "age_group", "skin_tone"], &diagnostics)
    else { return }
    for partition in Partition.allCases {
      if let count = mapping[partition.rawValue]?.integer(in: 0...100_000, &diagnostics) {
        subjects[partition] = count
      }
    }
    sexes = mapping["sex"]?.choices(of: SubjectAttributes.Sex.self, &diagnostics) ?? sexes
    ageGroups =
      mapping["age_group"]?.choices(of: SubjectAttributes.AgeGroup.self, &diagnostics)
      ?? ageGroups
    if let nodes = mapping["skin_tone"]?.list(&diagnostics) {
      skinTones = nodes.compactMap { $0.integer(in: 1...6, &diagnostics) }
      if nodes.isEmpty {
        diagnostics.error(line: node.line, "'skin_tone' is an empty list")
      }
    }
  }

  private static func attacks(
    _ node: YAMLNode, _ diagnostics: inout DiagnosticList
  ) -> [AttackPlan] {
    let names = InstrumentKind.allCases.map(\.rawValue)
    guard let mapping = node.mapping(keys: names, &diagnostics) else { return [] }
    return mapping.entries.compactMap { entry in
      guard let kind = InstrumentKind(rawValue: entry.key),
        let row = entry.value.mapping(keys: ["per_target", "instruments"], &diagnostics)
      else { return nil }
      var plan = AttackPlan(kind, perTarget: 1)
      plan.perTarget =
        row.required("per_target", &diagnostics)?.integer(in: 0...10_000, &diagnostics) ?? 1
      plan.instruments = row["instruments"]?.integer(in: 1...10_000, &diagnostics) ?? 1
      return plan
    }
  }

  private static func sequences(
    _ node: YAMLNode, _ diagnostics: inout DiagnosticList
  ) -> SequencePlan? {
    let keys = [
      "picture", "zoom", "depth", "frame_rate", "seconds", "subjects", "bona_fide_per_subject",
      "attacks",
    ]
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return nil }
    var plan = SequencePlan()
    if let node = mapping["picture"] {
      readSize(node, width: &plan.width, height: &plan.height, &diagnostics)
    }
    plan.zoom = mapping["zoom"]?.double(in: 0.5...3, &diagnostics) ?? plan.zoom
    plan.hasDepth = mapping["depth"]?.flag(&diagnostics) ?? plan.hasDepth
    plan.frameRate = mapping["frame_rate"]?.double(in: 1...240, &diagnostics) ?? plan.frameRate
    plan.seconds = mapping["seconds"]?.double(in: 0.1...3600, &diagnostics) ?? plan.seconds
    let partitions = Partition.allCases.map(\.rawValue)
    if let subjects = mapping["subjects"]?.mapping(keys: partitions, &diagnostics) {
      for partition in Partition.allCases {
        plan.subjects[partition] =
          subjects[partition.rawValue]?.integer(in: 0...100_000, &diagnostics)
      }
    }
    plan.bonaFidePerSubject =
      mapping["bona_fide_per_subject"]?.integer(in: 0...10_000, &diagnostics)
      ?? plan.bonaFidePerSubject
    if let node = mapping["attacks"] { plan.attacks = attacks(node, &diagnostics) }
    if plan.frameCount > SequencePlan.mostFrames {
      diagnostics.error(
        line: mapping.line,
        "a sequence of \(plan.frameCount) frames is longer than \(SequencePlan.mostFrames)",
        remedy: "lower 'seconds' or 'frame_rate'")
    }
    checkShape(plan.width, plan.height, line: mapping.line, &diagnostics)
    return plan
  }

  private static func readSize(
    _ node: YAMLNode, width: inout Int, height: inout Int, _ diagnostics: inout DiagnosticList
  ) {
    guard let picture = node.mapping(keys: ["width", "height"], &diagnostics) else { return }
    width = picture["width"]?.integer(in: 16...4096, &diagnostics) ?? width
    height = picture["height"]?.integer(in: 16...4096, &diagnostics) ?? height
  }

  private static func checkShape(
    _ width: Int, _ height: Int, line: Int, _ diagnostics: inout DiagnosticList
  ) {
    guard width * 4 < height || height * 4 < width else { return }
    diagnostics.error(
      line: line, "a picture of \(width) × \(height) is too narrow",
      remedy: "keep the longer side below four times the shorter")
  }

  private func check(line: Int, _ diagnostics: inout DiagnosticList) {
    if name.utf8.allSatisfy({ $0 <= 0x20 }) || name.unicodeScalars.contains(where: \.isUnprintable)
    {
      diagnostics.error(
        line: line, "'name' is empty or has invisible characters", remedy: "write one line of text")
    }
    Self.checkShape(width, height, line: line, &diagnostics)
    if presentationCount == 0 {
      diagnostics.error(
        line: line, "no presentation is asked for",
        remedy: "give 'subjects' some in train, dev or test")
    }
    if presentationCount > Self.maximumCount {
      diagnostics.error(
        line: line,
        "\(presentationCount) presentations are more than \(Self.maximumCount)",
        remedy: "lower the subjects or the presentations per subject")
    }
    let all = attacks + (sequences?.attacks ?? [])
    let needsOthers = all.contains {
      ($0.kind.isMask || $0.kind == .replayDeepfake) && $0.perTarget > 0
    }
    if needsOthers {
      for partition in Partition.allCases where subjects[partition] == 1 {
        diagnostics.error(
          line: line,
          "the partition '\(partition.rawValue)' has one subject, and masks or deepfakes",
          remedy: "give it two, so that somebody else can wear the mask")
      }
    }
  }
}

extension YAMLNode {
  /// The node as a list of values of a closed set, at least one.
  func choices<Choice: RawRepresentable & CaseIterable>(
    of type: Choice.Type, _ diagnostics: inout DiagnosticList
  ) -> [Choice]? where Choice.RawValue == String {
    guard let nodes = list(&diagnostics) else { return nil }
    if nodes.isEmpty {
      diagnostics.error(line: line, column: column, "an empty list where values are expected")
    }
    let values = nodes.compactMap { $0.choice(of: type, &diagnostics) }
    return values.isEmpty ? nil : values
  }

  /// The node as `{from: …, to: …}` within bounds.
  func range(
    in bounds: ClosedRange<Double>, _ diagnostics: inout DiagnosticList
  ) -> ClosedRange<Double>? {
    guard let mapping = mapping(keys: ["from", "to"], &diagnostics),
      let from = mapping.required("from", &diagnostics)?.double(in: bounds, &diagnostics),
      let to = mapping.required("to", &diagnostics)?.double(in: bounds, &diagnostics)
    else { return nil }
    if from > to {
      diagnostics.error(
        line: line, column: column, "'from' is greater than 'to'", remedy: "exchange them")
      return nil
    }
    return from...to
  }
}

extension SynthesisFactors {
  fileprivate mutating func read(_ node: YAMLNode, _ diagnostics: inout DiagnosticList) {
    let keys = [
      "border", "support", "texture", "distance", "lighting", "expression", "yaw", "pitch", "roll",
      "noise", "jpeg_quality", "blink_rate", "pulse_rate", "pulse_strength", "motion",
    ]
    guard let mapping = node.mapping(keys: keys, &diagnostics) else { return }
    border = mapping["border"]?.choices(of: Border.self, &diagnostics) ?? border
    support = mapping["support"]?.choices(of: Support.self, &diagnostics) ?? support
    lighting = mapping["lighting"]?.choices(of: LightingKind.self, &diagnostics) ?? lighting
    expression =
      mapping["expression"]?.choices(of: ExpressionKind.self, &diagnostics) ?? expression
    texture = mapping["texture"]?.range(in: 0...1, &diagnostics) ?? texture
    distance = mapping["distance"]?.range(in: 25...150, &diagnostics) ?? distance
    yaw = mapping["yaw"]?.range(in: -40...40, &diagnostics) ?? yaw
    pitch = mapping["pitch"]?.range(in: -25...25, &diagnostics) ?? pitch
    roll = mapping["roll"]?.range(in: -25...25, &diagnostics) ?? roll
    noise = mapping["noise"]?.range(in: 0...30, &diagnostics) ?? noise
    blinkRate = mapping["blink_rate"]?.range(in: 1...60, &diagnostics) ?? blinkRate
    pulseRate = mapping["pulse_rate"]?.range(in: 40...200, &diagnostics) ?? pulseRate
    pulseStrength = mapping["pulse_strength"]?.range(in: 0...10, &diagnostics) ?? pulseStrength
    motion = mapping["motion"]?.range(in: 0...5, &diagnostics) ?? motion
    if let quality = mapping["jpeg_quality"]?.range(in: 1...100, &diagnostics) {
      jpegQuality = Int(quality.lowerBound)...Int(quality.upperBound)
    }
  }
}
