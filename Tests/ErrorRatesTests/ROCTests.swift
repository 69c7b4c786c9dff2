import ErrorRates
import PADVocabulary
import Statistics
import Testing

struct ROCTests {
  /// pROC 1.18.0's toy of eleven cases, with a tie.
  private static let bonaFide = [0.9, 0.8, 0.7, 0.55, 0.3]
  private static let attacks = [0.6, 0.5, 0.4, 0.3, 0.2, 0.1]

  @Test(arguments: EdgeCase.all)
  func `convex-hull EER and minimum Cllr equal PYLLR's`(_ edge: EdgeCase) throws {
    let roc = try #require(ROC(bonaFide: edge.bonaFide, attacks: edge.attack))
    // PYLLR's crossing is itself good to about 1e-9.
    #expect(abs(roc.convexHullEqualErrorRate - edge.rocchEER) <= 1e-8)
    #expect(abs(roc.minimumCllr - edge.minCllr) <= 1e-12)
  }

  @Test func `partial areas equal pROC's`() throws {
    // auc(partial.auc = c(1, 0.7)), raw and partial.auc.correct.
    let roc = try #require(ROC(bonaFide: Self.bonaFide, attacks: Self.attacks))
    let area = try #require(roc.partialArea(toAPCER: 0.3))
    #expect(abs(area.raw - 0.20666666666666672) <= 1e-12)
    #expect(abs(area.standardized - 0.81699346405228768) <= 1e-12)
    #expect(abs(try #require(roc.partialArea(toAPCER: 1)).raw - 0.85) <= 1e-12)
    #expect(roc.partialArea(toAPCER: 0) == nil)
    #expect(roc.partialArea(toAPCER: .nan) == nil)
  }

  @Test func `accepted bona fide at a rate of attacks`() throws {
    // By hand: above 0.6 three of five pass and no attack; the tie at 0.3 makes a slope.
    let roc = try #require(ROC(bonaFide: Self.bonaFide, attacks: Self.attacks))
    #expect(roc.acceptedBonaFide(atAPCER: 0) == 0.6)
    #expect(roc.acceptedBonaFide(atAPCER: 0.2) == 0.8)
    #expect(roc.acceptedBonaFide(atAPCER: 0.6) == 0.8)
    #expect(abs(roc.interpolatedAcceptedBonaFide(atAPCER: 3.5 / 6) - 0.9) <= 1e-12)
    #expect(roc.acceptedBonaFide(atAPCER: 1) == 1)
  }

  @Test func `the equal error rates of one set differ by definition`() throws {
    // By hand. Points (FAR, FRR): (0, 1) (0, 2/3) (1/4, 2/3) (1/4, 1/3) (1/2, 1/3) (1/2, 0) (1, 0).
    let set = BruteForce(bonaFide: [7, 5, 3], species: [[6, 4, 2, 1]])
    let options = EvaluationOptions(choosesThresholdOnTest: true)
    let results = try ErrorRates.evaluate(
      dev: nil, test: set.table, criterion: .eer, options: options)
    // |1/4 - 1/3| is least: the mean is 7/24.
    #expect(abs(try #require(results.test.eer?.value) - 7.0 / 24) <= 1e-15)
    let roc = try #require(ROC(bonaFide: [7, 5, 3], attacks: [6, 4, 2, 1]))
    // The interpolated ROC is level at FRR 1/3 from FAR 1/4 to 1/2.
    #expect(abs(roc.interpolatedEqualErrorRate - 1.0 / 3) <= 1e-15)
    // The hull runs from (0, 2/3) to (1/2, 0): FAR = FRR at 2/7.
    #expect(abs(roc.convexHullEqualErrorRate - 2.0 / 7) <= 1e-15)
  }

  @Test func `no ROC without both classes or with a NaN`() throws {
    #expect(ROC(bonaFide: [], attacks: [1]) == nil)
    #expect(ROC(bonaFide: [1], attacks: []) == nil)
    #expect(ROC(bonaFide: [1], attacks: [.nan]) == nil)
    let set = BruteForce(bonaFide: [1, 2], species: [[0], [3]])
    #expect(try #require(try ROC(set.table, species: PAISpecies("s1"))).attacks == 1)
    #expect(try ROC(set.table, species: PAISpecies("none")) == nil)
    #expect(try #require(try ROC(set.table)).attacks == 2)
  }

  @Test func `a large curve is thinned, with exact points and both ends`() throws {
    var random = Xoshiro256(seed: 2)
    let set = BruteForce(
      bonaFide: (0..<3000).map { _ in random.normal() + 1 },
      species: [(0..<2000).map { _ in random.normal() }])
    let results = try ErrorRates.evaluate(
      dev: nil, test: set.table, criterion: nil, options: EvaluationOptions(curvePoints: 100))
    for curve in results.test.curves {
      #expect(curve.isThinned)
      #expect((20...120).contains(curve.points.count))
      #expect(curve.points.first?.falseAccepts == 0)
      #expect(curve.points.first?.falseRejects == 3000)
      #expect(curve.points.last?.falseAccepts == 2000)
      #expect(curve.points.last?.falseRejects == 0)
      for (point, next) in zip(curve.points, curve.points.dropFirst()) {
        #expect(point.threshold > next.threshold)
        #expect(point.falseAccepts <= next.falseAccepts && point.falseRejects >= next.falseRejects)
      }
      for point in curve.points.dropFirst() {
        #expect(set.rejected(at: point.threshold) == point.falseRejects)
        #expect(set.accepted(set.species[0], at: point.threshold) == point.falseAccepts)
      }
      let bands = curve.bands()
      #expect(bands.count == curve.points.count)
      #expect(bands.allSatisfy { $0.apcer.contains($0.point.apcer) })
      #expect(bands.allSatisfy { $0.bpcer.contains($0.point.bpcer) })
    }
    // Normal scores one apart: AUC is Phi(1 / sqrt 2) = 0.7602499, EER Phi(-1/2) = 0.3085375.
    #expect(try #require(results.test.auc?.interval).contains(0.7602499))
    #expect(try #require(results.test.eer?.interval).contains(0.3085375))
    #expect(results.warnings.contains { $0.message.contains("no threshold criterion") })
  }
}
