import ErrorRates
import PADVocabulary
import Testing

/// How many clusters a class has.
struct ClusterCountTests {
  @Test func `counts clusters of every class by itself, and rows without one singly`() throws {
    var table = ScoreTable()
    // The same cluster in several classes counts in each; order and distance do not matter.
    let rows: [(species: String?, cluster: String)] = [
      (nil, "b"), ("print", "b"), (nil, "a"), ("print", "c"), (nil, "b"), ("replay", "b"),
      (nil, ""), ("print", "b"), (nil, ""), ("replay", ""), ("print", "a"), (nil, "c"),
    ]
    for row in rows {
      table.append(.score(0.5), species: row.species.map { PAISpecies($0) }, cluster: row.cluster)
    }
    // A response is not needed to belong to a cluster.
    table.append(.nonResponse(.noFace), species: PAISpecies("replay"), cluster: "d")
    let test = try ErrorRates.evaluate(dev: nil, test: table, criterion: nil).test
    #expect(test.bonaFide.clusters == 5)
    #expect(test.species.map(\.clusters) == [3, 3])
  }

  @Test func `every row is a cluster where the table names none`() throws {
    var table = ScoreTable()
    for score in [0.1, 0.2, 0.3] { table.append(.score(score), species: nil) }
    table.append(.score(0.4), species: PAISpecies("print"))
    let test = try ErrorRates.evaluate(dev: nil, test: table, criterion: nil).test
    #expect(test.bonaFide.clusters == 3)
    #expect(test.species.map(\.clusters) == [1])
  }

  /// So many species and clusters that a bit for each pair would be too much.
  @Test func `counts the same where species and clusters are many`() throws {
    var table = ScoreTable()
    let clusters = (0..<70_000).map { table.number(ofCluster: String($0)) }
    for species in 0..<4_500 { _ = table.number(of: PAISpecies("species \(species)")) }
    for row in clusters.indices {
      let number = row % 10 < 5 ? ScoreTable.bonaFideNumber : UInt16(row % 10)
      // Every cluster has two rows, far apart, in classes five apart.
      for shift in [0, 35_000] {
        table.append(
          score: 0.5, species: number, reason: ScoreTable.scoredNumber,
          cluster: clusters[(row + shift) % 70_000])
      }
      if row % 7 == 0 {
        table.append(
          score: 0.5, species: number, reason: ScoreTable.scoredNumber,
          cluster: ScoreTable.ownCluster)
      }
    }
    let test = try ErrorRates.evaluate(dev: nil, test: table, criterion: nil).test
    // 35,000 rows of 70,000 are bona fide, and shifting keeps the last digit: as many clusters, and
    // a seventh of the rows have one of their own.
    #expect(test.bonaFide.clusters == 35_000 + 5_000)
    #expect(test.species.map(\.clusters) == [8_000, 8_000, 8_000, 8_000, 8_000])
  }
}
