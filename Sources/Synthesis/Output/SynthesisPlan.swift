import PADVocabulary

/// One presentation before it is rendered: who, what, and under which conditions.
struct PlannedPresentation: Sendable {
  /// Position in the manifest.
  var number: Int
  var id: String
  /// Whether it is a sequence of frames rather than a still.
  var isSequence: Bool
  /// Whether it is there to be enrolled.
  var isReference: Bool
  /// `nil` for a bona fide presentation.
  var kind: InstrumentKind?
  /// Whose face is seen, or shown by the instrument.
  var face: Int
  /// Who wears a mask or holds a print or a screen.
  var presenter: Int?
  /// On whose motion a deepfake's face is drawn.
  var driver: Int?
  var partition: Partition
  var session: Int
  var instrument: Int
  var conditions: Conditions
  var jpegQuality: Int
}

/// Everything that a specification and a seed decide before the first picture.
struct SynthesisPlan: Sendable {
  let spec: SynthesisSpec
  let seed: UInt64
  /// Labels of the subjects, in order.
  let subjects: [SubjectAttributes]
  let presentations: [PlannedPresentation]

  init(_ spec: SynthesisSpec, seed: UInt64) {
    self.spec = spec
    self.seed = seed
    subjects = Self.labels(spec, seed)
    var planned: [PlannedPresentation] = []
    planned.reserveCapacity(spec.presentationCount)
    for group in Self.groups(spec) {
      let targets = Partition.allCases.map {
        group.isSequence ? spec.recordedSubjects($0) : spec.subjects[$0] ?? 0
      }
      var draw = FactorDraw(
        spec.factors, count: group.perSubject * targets.reduce(0, +), seed: seed, group: group.name)
      var first = 0
      for (partition, count) in zip(Partition.allCases, targets) {
        let members = first..<(first + (spec.subjects[partition] ?? 0))
        first = members.upperBound
        for face in members.prefix(count) {
          for turn in 0..<group.perSubject {
            planned.append(
              Self.presentation(
                group, face, turn, members, partition, spec, seed, number: planned.count, &draw))
          }
        }
      }
    }
    presentations = planned
  }

  /// Presentations of one kind: references, or stills or sequences, bona fide or of one species.
  private struct Group {
    /// `nil` for bona fide presentations.
    var plan: AttackPlan?
    var perSubject: Int
    var isSequence: Bool
    var isReference = false

    /// What they are called, before subject and number.
    var name: String {
      if isReference { return "reference" }
      return (plan?.kind.slug ?? "bona-fide") + (isSequence ? "-sequence" : "")
    }
  }

  private static func groups(_ spec: SynthesisSpec) -> [Group] {
    func groups(_ bonaFide: Int, _ attacks: [AttackPlan], isSequence: Bool) -> [Group] {
      [Group(plan: nil, perSubject: bonaFide, isSequence: isSequence)]
        + attacks.map { Group(plan: $0, perSubject: $0.perTarget, isSequence: isSequence) }
    }
    let references = Group(
      plan: nil, perSubject: spec.referencesPerSubject, isSequence: false, isReference: true)
    let stills =
      [references] + groups(spec.bonaFidePerSubject, spec.attacks, isSequence: false)
    guard let sequences = spec.sequences else { return stills }
    return stills + groups(sequences.bonaFidePerSubject, sequences.attacks, isSequence: true)
  }

  private static func presentation(
    _ group: Group, _ face: Int, _ turn: Int, _ members: Range<Int>, _ partition: Partition,
    _ spec: SynthesisSpec, _ seed: UInt64, number: Int, _ draw: inout FactorDraw
  ) -> PlannedPresentation {
    let (plan, name) = (group.plan, group.name)
    var stream = SeededStream(seed: seed, "presentation-" + name, face, turn)
    var (conditions, quality) = draw.next()
    conditions.device = turn % max(1, spec.captureDevices)
    let others = members.filter { $0 != face }
    var presenter: Int?
    if let kind = plan?.kind, kind.isMask || conditions.isHandHeld {
      presenter = others.isEmpty ? face : others[stream.index(others.count)]
    }
    if plan?.kind.isMask != false { conditions.isHandHeld = false }
    var driver: Int?
    if plan?.kind == .replayDeepfake {
      driver = others.isEmpty ? face : others[stream.index(others.count)]
    }
    return PlannedPresentation(
      number: number, id: name + "-" + subjectID(face) + "-" + padded(turn + 1, to: 2),
      isSequence: group.isSequence, isReference: group.isReference, kind: plan?.kind, face: face,
      presenter: presenter,
      driver: driver,
      partition: partition,
      session: (turn / max(1, spec.captureDevices)) % spec.sessions,
      instrument: turn % max(1, plan?.instruments ?? 1), conditions: conditions,
      jpegQuality: quality)
  }

  /// Labels run through all combinations evenly, in a seeded order.
  private static func labels(_ spec: SynthesisSpec, _ seed: UInt64) -> [SubjectAttributes] {
    var stream = SeededStream(seed: seed, "labels")
    let ages = stream.order(spec.ageGroups.count)
    let tones = stream.order(spec.skinTones.count)
    return (0..<spec.subjectCount).map { i in
      let pair = i / max(1, spec.sexes.count)
      return SubjectAttributes(
        sex: spec.sexes[i % spec.sexes.count], ageGroup: spec.ageGroups[ages[pair % ages.count]],
        skinTone: spec.skinTones[tones[(i + i / max(1, tones.count)) % tones.count]])
    }
  }

  /// A subject's name.
  static func subjectID(_ index: Int) -> String { "s" + padded(index + 1, to: 3) }

  static func padded(_ number: Int, to digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// Somebody's head and clothes in a session.
  func person(_ index: Int, session: Int) -> Person {
    var stream = SeededStream(seed: seed, "identity", index)
    return Person(
      identity: Identity(attributes: subjects[index], stream: &stream),
      clothesKey: SeededStream(seed: seed, "clothes", index, session).key(0))
  }
}

/// Draws conditions so that every factor covers its range evenly within a group.
private struct FactorDraw {
  private let factors: SynthesisFactors
  private let orders: [[Int]]
  private let count: Int
  private var turn = 0
  private var stream: SeededStream

  init(_ factors: SynthesisFactors, count: Int, seed: UInt64, group: String) {
    self.factors = factors
    self.count = max(1, count)
    stream = SeededStream(seed: seed, "jitter-" + group)
    orders = (0..<15).map { factor in
      var order = SeededStream(seed: seed, "factor-" + group, factor)
      return order.order(count)
    }
  }

  private func choice<Value>(_ factor: Int, _ values: [Value]) -> Value {
    values[orders[factor][turn] % values.count]
  }

  private mutating func number(_ factor: Int, _ range: ClosedRange<Double>) -> Float {
    let place = (Float(orders[factor][turn]) + stream.unit()) / Float(count)
    return mix(Float(range.lowerBound), Float(range.upperBound), place)
  }

  mutating func next() -> (Conditions, quality: Int) {
    defer { turn += 1 }
    let radians: Float = 3.141_592_7 / 180
    var conditions = Conditions()
    conditions.isBorderVisible = choice(0, factors.border) == .visible
    conditions.isHandHeld = choice(1, factors.support) == .hand
    conditions.texture = number(2, factors.texture)
    conditions.distance = number(3, factors.distance)
    conditions.lighting = choice(4, factors.lighting)
    conditions.expression = choice(5, factors.expression)
    conditions.pose = Pose(
      yaw: number(6, factors.yaw) * radians, pitch: number(7, factors.pitch) * radians,
      roll: number(8, factors.roll) * radians)
    conditions.noise = number(9, factors.noise)
    conditions.liveliness = Liveliness(
      blinkRate: number(11, factors.blinkRate), pulseRate: number(12, factors.pulseRate),
      pulseStrength: number(13, factors.pulseStrength) / 100, motion: number(14, factors.motion))
    let quality = number(
      10, Double(factors.jpegQuality.lowerBound)...Double(factors.jpegQuality.upperBound))
    return (conditions, Int(quality + 0.5))
  }
}
