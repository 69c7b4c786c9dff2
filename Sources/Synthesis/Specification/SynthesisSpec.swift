public import PADVocabulary

/// What a synthetic dataset shall contain: who, which species, and the range of every factor.
///
/// Factors are independent: within the bona fide presentations and within each species, every
/// factor runs through its range or list evenly and in an order of its own, so that no factor
/// tells a class by itself.
public struct SynthesisSpec: Sendable, Hashable {
  /// The dataset's name.
  public var name: String
  /// The dataset's version.
  public var version: String
  /// Width of every picture, in pixels.
  public var width = 480
  /// Height of every picture, in pixels.
  public var height = 640
  /// Whether every still gets a 16-bit depth map.
  public var hasDepth = false
  /// Subjects per partition; partitions share none.
  public var subjects: [Partition: Int]
  /// Labels that subjects take in turn.
  public var sexes = SubjectAttributes.Sex.allCases
  /// Labels that subjects take in turn.
  public var ageGroups = SubjectAttributes.AgeGroup.allCases
  /// Labels that subjects take in turn, 1…6.
  public var skinTones = [1, 2, 3, 4, 5, 6]
  /// Sessions per subject; clothes change between them.
  public var sessions = 2
  /// Capture devices; all species and the bona fide presentations are seen by all of them.
  public var captureDevices = 2
  /// Bona fide presentations per subject.
  public var bonaFidePerSubject = 4
  /// Bona fide presentations per subject that face matchers enrol (`role: reference`), besides
  /// those that are judged.
  public var referencesPerSubject = 0
  /// The attacks, in file order, each species once.
  public var attacks: [AttackPlan]
  /// What is recorded as sequences, besides the stills; `nil` for none.
  public var sequences: SequencePlan?
  /// The factors.
  public var factors = SynthesisFactors()
  /// The file it was read from, byte by byte; empty for a specification made in code.
  public var source: [UInt8] = []

  /// Makes a specification with the standard factors.
  public init(
    name: String, version: String = "1", subjects: [Partition: Int], attacks: [AttackPlan]
  ) {
    self.name = name
    self.version = version
    self.subjects = subjects
    self.attacks = attacks
  }

  /// All subjects.
  public var subjectCount: Int { Partition.allCases.reduce(0) { $0 + (subjects[$1] ?? 0) } }

  /// All presentations that will be made.
  public var presentationCount: Int {
    let stills = subjectCount * Self.count(referencesPerSubject + bonaFidePerSubject, attacks)
    guard let sequences else { return stills }
    let recorded = Partition.allCases.reduce(0) { $0 + recordedSubjects($1) }
    return stills + recorded * Self.count(sequences.bonaFidePerSubject, sequences.attacks)
  }

  /// How many subjects of a partition are recorded as sequences, the first ones.
  func recordedSubjects(_ partition: Partition) -> Int {
    let all = subjects[partition] ?? 0
    return min(all, sequences?.subjects[partition] ?? all)
  }

  private static func count(_ bonaFide: Int, _ attacks: [AttackPlan]) -> Int {
    attacks.reduce(bonaFide) { $0 + $1.perTarget }
  }

  /// The species of all attacks, stills first, each once.
  public var species: [InstrumentKind] {
    var kinds: [InstrumentKind] = []
    for plan in attacks + (sequences?.attacks ?? []) where !kinds.contains(plan.kind) {
      kinds.append(plan.kind)
    }
    return kinds
  }
}
