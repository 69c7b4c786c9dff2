import Datasets
import PADVocabulary
import Subsystems

/// Compares blocks of presentations with the references that they claim, under one matcher.
struct Comparing: Sendable {
  /// Presentations that are compared at once.
  static let blockSize = 256

  /// What the matcher made of every person's enrolment pictures.
  let enrolments: [RecordedComparisons.Enrolment]
  private let request: RunRequest
  private let plan: MatchingPlan
  private let matcher: any FaceMatcher
  private let encodings: [String: EncodedPresentation]
  /// All templates of references, and per reference where its own lie in them.
  private let templates: [FaceTemplate]
  private let ranges: [Range<Int>]

  init(
    _ request: RunRequest, _ plan: MatchingPlan, _ matcher: any FaceMatcher,
    _ encodings: [String: EncodedPresentation]
  ) {
    self.request = request
    self.plan = plan
    self.matcher = matcher
    self.encodings = encodings
    var templates: [FaceTemplate] = []
    var ranges: [Range<Int>] = []
    var enrolments: [RecordedComparisons.Enrolment] = []
    for reference in plan.references {
      let start = templates.count
      var enrolment = RecordedComparisons.Enrolment(templates: 0, failures: 0, reason: nil)
      for row in reference.rows {
        switch encodings[request.selection.all.id(at: row)]?.encoding {
        case .template(let template):
          templates.append(template)
          enrolment.templates += 1
        case .nonResponse(let reason):
          enrolment.failures += 1
          enrolment.reason = enrolment.reason ?? reason
        case nil:
          enrolment.failures += 1
          enrolment.reason = enrolment.reason ?? .failed
        }
      }
      ranges.append(start..<templates.count)
      enrolments.append(enrolment)
    }
    self.templates = templates
    self.ranges = ranges
    self.enrolments = enrolments
  }

  /// The rows of a block of the selection.
  mutating func rows(_ block: Range<Int>) throws -> [ComparisonWriting.Row] {
    var scores: [[Double]] = block.map { position in
      [Double](repeating: .nan, count: plan.claims(of: position).count)
    }
    try compare(block, &scores)
    return block.map { position in
      let id = request.selection.all.id(at: request.selection.rows[position])
      let encoded = encodings[id]
      var row = ComparisonWriting.Row(
        position: position, reason: nil, message: "", seconds: encoded?.seconds ?? .nan, scores: [])
      switch encoded?.encoding {
      case .template: break
      case .nonResponse(let reason):
        row.reason = reason
        row.message = encoded?.message ?? ""
      case nil: row.reason = .failed
      }
      let own = scores[position - block.lowerBound]
      row.scores.reserveCapacity(own.count * ComparisonWriting.claimBytes)
      for (reference, score) in zip(plan.claims(of: position), own) {
        ComparisonWriting.pack(reference, score, into: &row.scores)
      }
      return row
    }
  }

  /// Probes that claim the same references are compared in one go; a score does not depend on what
  /// else is compared.
  private mutating func compare(_ block: Range<Int>, _ scores: inout [[Double]]) throws {
    var groups: [ArraySlice<Int32>: [(place: Int, template: FaceTemplate)]] = [:]
    var order: [ArraySlice<Int32>] = []
    for (place, position) in block.enumerated() {
      let id = request.selection.all.id(at: request.selection.rows[position])
      guard case .template(let template) = encodings[id]?.encoding else { continue }
      let claims = plan.claims(of: position)
      if claims.isEmpty { continue }
      if groups[claims] == nil { order.append(claims) }
      groups[claims, default: []].append((place, template))
    }
    for claims in order {
      guard let probes = groups[claims] else { continue }
      let wanted = claims.flatMap { templates[ranges[Int($0)]] }
      if wanted.isEmpty { continue }
      let comparer = try matcher.makeComparer(for: wanted)
      let similarities = try comparer.similarities(of: probes.map(\.template))
      for (row, probe) in probes.enumerated() {
        var column = row * wanted.count
        for (claim, reference) in claims.enumerated() {
          var best = Double.nan
          for _ in ranges[Int(reference)] {
            let score = similarities[column]
            // NaN compares with nothing: the first score replaces it.
            if score.isFinite, !(best >= score) { best = score }
            column += 1
          }
          scores[probe.place][claim] = best
        }
      }
    }
  }
}
