import Testing

@testable import Detectors

/// Expected values: `numpy.linalg.lstsq` of numpy 2.4.6 on the same points, of the second test on
/// those that were not moved away.
struct RobustPlaneTests {
  static func points(movedAway: Bool) -> [RobustPlane.Point] {
    (0..<40).map { i in
      let x = Double((i * 7) % 20) / 10 - 1
      let y = Double((i * 13) % 17) / 8.5 - 1
      let away = movedAway && i % 5 < 2 ? 3 + Double(i % 3) : 0
      return .init(x: x, y: y, z: 2 + 0.3 * x - 0.7 * y + Double((i * i) % 7) / 100 + away)
    }
  }

  @Test func `fits a plane as numpy does`() throws {
    let plane = try #require(RobustPlane.leastSquares(Self.points(movedAway: false)))
    #expect(abs(plane.a - 2.0201035559888556) < 1e-12)
    #expect(abs(plane.b - 0.3009280394068481) < 1e-12)
    #expect(abs(plane.c + 0.6959833705271369) < 1e-12)
  }

  @Test func `two points of five that lie elsewhere do not move the plane`() throws {
    let plane = try #require(RobustPlane.fit(Self.points(movedAway: true)))
    #expect(abs(plane.a - 2.0208365176695797) < 0.003)
    #expect(abs(plane.b - 0.2939213431023826) < 0.003)
    #expect(abs(plane.c + 0.7006672609619209) < 0.003)
  }

  @Test func `has no plane for too few points or for a line`() {
    let line = (0..<9).map { RobustPlane.Point(x: Double($0), y: 2 * Double($0), z: 1) }
    #expect(RobustPlane.fit(line) == nil)
    #expect(RobustPlane.fit(Array(line[..<2])) == nil)
    #expect(RobustPlane.fit([]) == nil)
  }
}
