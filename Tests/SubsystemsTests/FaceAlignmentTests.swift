import Imaging
import PADVocabulary
import Subsystems
import Testing

/// What is expected of points follows from the template: a face whose points lie as the template's
/// do comes out as it is.
struct FaceAlignmentTests {
  private static let picture = PixelBuffer(
    width: 160, height: 140, channels: .grey,
    bytes: (0..<160 * 140).map { place -> UInt8 in
      let (row, column) = place.quotientAndRemainder(dividingBy: 160)
      return UInt8((column + 2 * row) % 256)
    })

  private func alignment(
    _ ways: [Preprocessing.Alignment], side: Int = 112, settings: [CardSetting] = []
  ) -> FaceAlignment {
    FaceAlignment(
      of: SubsystemCard(
        name: "test", version: "1", role: .matcher,
        preprocessing: Preprocessing(alignments: ways, width: side, height: side),
        settings: settings))
  }

  /// The template's points, moved and scaled.
  private static func points(
    _ count: Int = 5, scale: Double = 1, x: Double = 0, y: Double = 0
  ) -> [Landmark] {
    FaceAlignment.template.prefix(count).map {
      Landmark(x: $0.x * scale + x, y: $0.y * scale + y)
    }
  }

  @Test(arguments: [(Preprocessing.Alignment.fivePoints, 5), (.eyes, 2), (.eyes, 5)])
  func `takes the part of the picture whose points are the template's`(
    way: Preprocessing.Alignment, count: Int
  ) throws {
    let frame = Frame(pixels: Self.picture, landmarks: Self.points(count, x: 20, y: 10))
    let face = try alignment([way]).face(in: frame).get()
    let part = try #require(PixelRect(x: 20, y: 10, width: 112, height: 112))
    #expect(face == Self.picture.cropped(to: part))
  }

  @Test func `scales the template with the size of the input`() throws {
    let frame = Frame(pixels: Self.picture, landmarks: Self.points(scale: 0.5, x: 20, y: 10))
    let face = try alignment([.fivePoints], side: 56).face(in: frame).get()
    let part = try #require(PixelRect(x: 20, y: 10, width: 56, height: 56))
    #expect(face == Self.picture.cropped(to: part))
  }

  @Test func `takes the square of the box where there are no points`() throws {
    let frame = Frame(
      pixels: Self.picture, faceBox: FaceBox(x: 20, y: 10, width: 100, height: 112))
    let face = try alignment([.fivePoints, .eyes, .box]).face(in: frame).get()
    let part = try #require(PixelRect(x: 14, y: 10, width: 112, height: 112))
    #expect(face == Self.picture.cropped(to: part))
  }

  struct Ugly: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var ways: [Preprocessing.Alignment] = [.fivePoints, .eyes, .box]
    var box: FaceBox?
    var landmarks: [Landmark] = []
    var reason: NonResponseReason = .refused
    var words = ""
  }

  static let ugly: [Ugly] = [
    Ugly(testDescription: "nothing known", reason: .noFace),
    Ugly(
      testDescription: "a box where points are wanted", ways: [.fivePoints, .eyes],
      box: FaceBox(x: 0, y: 0, width: 90, height: 90), reason: .missingInput,
      words: "five points, nor both eyes"),
    Ugly(
      testDescription: "eyes where five points are wanted", ways: [.fivePoints],
      landmarks: points(2), reason: .missingInput, words: "five points"),
    Ugly(
      testDescription: "three points", ways: [.fivePoints, .eyes], landmarks: points(3),
      reason: .missingInput),
    Ugly(
      testDescription: "a small face", landmarks: points(scale: 0.2, x: 20, y: 20),
      words: "fills 22 pixels each way, and at least 32"),
    Ugly(
      testDescription: "a small box", box: FaceBox(x: 20, y: 20, width: 10, height: 31),
      words: "fills 31 pixels"),
    Ugly(
      testDescription: "points that are one", landmarks: points(scale: 0, x: 50, y: 50),
      words: "all one"),
    Ugly(
      testDescription: "points beside the picture", landmarks: points(x: 900),
      words: "not in the picture"),
    Ugly(testDescription: "points of nothing", landmarks: points(x: .nan)),
    Ugly(testDescription: "points without end", landmarks: points(scale: .infinity)),
    Ugly(
      testDescription: "points far apart",
      landmarks: [.init(x: -1e300, y: 0), .init(x: 1e300, y: 0)]),
    Ugly(
      testDescription: "a face larger than any",
      landmarks: [.init(x: -9000, y: 50), .init(x: 9000, y: 50)], words: "larger"),
    Ugly(testDescription: "a box of nothing", box: FaceBox(x: .nan, y: 0, width: .nan, height: 1)),
    Ugly(
      testDescription: "a box beside the picture",
      box: FaceBox(x: 500, y: 500, width: 60, height: 60), words: "not in the picture"),
    Ugly(testDescription: "a box of no size", box: FaceBox(x: 9, y: 9, width: 0, height: 0)),
    Ugly(
      testDescription: "a box without end", box: FaceBox(x: 0, y: 0, width: .infinity, height: 1)),
  ]

  @Test(arguments: ugly)
  func `says why there is no aligned face`(ugly: Ugly) {
    let frame = Frame(pixels: Self.picture, faceBox: ugly.box, landmarks: ugly.landmarks)
    guard case .failure(let refusal) = alignment(ugly.ways).face(in: frame) else {
      Issue.record("there is one")
      return
    }
    #expect(refusal.reason == ugly.reason)
    let message = refusal.message
    #expect(message.contains(ugly.words), "\(message)")
  }

  @Test(arguments: [(-5.0, true), (20, true), (23, false), (1e300, false)])
  func `goes by the card's smallest face`(smallest: Double, isTaken: Bool) {
    let frame = Frame(
      pixels: Self.picture, landmarks: Self.points(scale: 0.2, x: 20, y: 20))
    let found = alignment(
      [.fivePoints], settings: [CardSetting("smallest_face", smallest)]
    ).face(in: frame)
    let face = try? found.get()
    #expect((face != nil) == isTaken)
  }
}
