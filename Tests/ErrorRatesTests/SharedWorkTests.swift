import ErrorRates
import PADVocabulary
import Statistics
import Testing

/// Sharing the work out changes no figure; every shape is large enough to be divided.
struct SharedWorkTests {
  enum Shape: CaseIterable {
    case spread, coarse, constant, saturated, lowestBitsOnly
  }

  private static func table(_ shape: Shape, rows: Int, seed: UInt64) -> ScoreTable {
    var random = Xoshiro256(seed: seed)
    var table = ScoreTable()
    let species = ["print", "replay", "mask"].map { table.number(of: PAISpecies($0)) }
    let reason = table.number(of: NonResponseReason.noFace)
    let clusters = (0..<500).map { table.number(ofCluster: "c\($0)") }
    for row in 0..<rows {
      let isBonaFide = random.index(below: 2) == 0
      let unit = random.unit()
      let score =
        switch shape {
        case .spread: unit - (isBonaFide ? 0.1 : 0.6)
        case .coarse: (unit * 20).rounded() + (isBonaFide ? 3 : 0)
        case .constant: 1.0
        case .saturated: row % 3 == 0 ? unit : row % 2 == 0 ? .infinity : -0.0
        case .lowestBitsOnly: Double(bitPattern: 1.0.bitPattern + UInt64(random.index(below: 9)))
        }
      let isMissing = random.index(below: 50) == 0
      table.append(
        score: isMissing ? 0 : score,
        species: isBonaFide ? ScoreTable.bonaFideNumber : species[Int(random.index(below: 3))],
        reason: isMissing ? reason : ScoreTable.scoredNumber,
        cluster: clusters[Int(random.index(below: 500))])
    }
    return table
  }

  @Test(arguments: Shape.allCases)
  func `figures are the same whatever the number of jobs`(_ shape: Shape) async throws {
    let test = Self.table(shape, rows: 70_000, seed: 1)
    let dev = Self.table(shape, rows: 3_000, seed: 2)
    let options = EvaluationOptions(nonResponsePolicy: .operational, curvePoints: 50)
    let alone = try ErrorRates.evaluate(dev: dev, test: test, criterion: .eer, options: options)
    for jobs in [2, 5] {
      let shared = try await ErrorRates.evaluate(
        dev: dev, test: test, criterion: .eer, options: options, jobs: jobs)
      #expect(shared == alone)
    }
  }

  @Test func `names the first row that is not a number in whatever part it lies`() async throws {
    var table = Self.table(.spread, rows: 70_000, seed: 1)
    table.append(.score(.nan), species: nil)
    table.append(.score(.nan), species: nil)
    for jobs in [1, 3] {
      let error = await #expect(throws: InvalidInput.self) {
        try await ErrorRates.evaluate(
          dev: nil, test: table, criterion: .eer, options: EvaluationOptions(), jobs: jobs)
      }
      #expect(error?.diagnostics.first?.message.contains("row 70001") == true)
    }
  }

  /// Areas by their definition: P(bona fide > attack) + P(equal) / 2.
  @Test func `areas of scores in many blocks are those of all pairs`() async throws {
    let table = Self.table(.coarse, rows: 70_000, seed: 5)
    var bonaFide: [Double: Int] = [:]
    var attacks: [Double: Int] = [:]
    for row in 0..<table.count {
      guard case .score(let score) = table.outcome(at: row) else { continue }
      if table.species(at: row) == nil {
        bonaFide[score, default: 0] += 1
      } else {
        attacks[score, default: 0] += 1
      }
    }
    var doubled = 0
    for (score, count) in bonaFide {
      for (attack, attackCount) in attacks {
        doubled += count * attackCount * (score > attack ? 2 : score == attack ? 1 : 0)
      }
    }
    let results = try await ErrorRates.evaluate(
      dev: nil, test: table, criterion: nil, options: EvaluationOptions(curvePoints: 0), jobs: 4)
    #expect(results.test.auc?.numerator == doubled)
  }
}
