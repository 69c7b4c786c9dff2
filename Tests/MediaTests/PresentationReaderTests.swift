import Datasets
import Evidence
import Foundation
import Imaging
import Media
import PADVocabulary
import Testing
import TestSupport

@Suite struct PresentationReaderTests {
  @Test func `a still is one frame at every scale that is asked for`() async throws {
    let folder = try MediaFolder()
    try folder.write("a.png", MediaFolder.png(width: 9, height: 5))
    let (frames, summary) = try await folder.frames(scales: [.half, .full, .half])
    let frame = try #require(frames.first)
    #expect(frames.count == 1)
    #expect(frame.time == nil)
    #expect(frame.pixels(at: .full)?.width == 9)
    #expect(frame.pixels(at: .half)?.width == 5)
    #expect(frame.pixels(at: .half)?.height == 3)
    #expect(frame.pixels(at: .quarter) == nil)
    #expect(frame.originalWidth == 9)
    #expect(frame.originalHeight == 5)
    #expect(summary.kind == .still)
    #expect(summary.digest == ContentDigest(of: MediaFolder.png(width: 9, height: 5)))
    #expect(frame.digest == summary.digest)
  }

  @Test(
    arguments: [
      ([], NonResponseReason.decode, "not an image"),
      (Array("GIF89a".utf8), .decode, "PNG, JPEG"),
      (Array(MediaFolder.png().prefix(60)), .decode, "replace the file"),
    ] as [([UInt8], NonResponseReason, String)])
  func `bytes that are no picture are a non-response`(
    _ bytes: [UInt8], _ reason: NonResponseReason, _ words: String
  ) async throws {
    let folder = try MediaFolder()
    try folder.write("a.png", bytes)
    let fault = try await folder.fault()
    #expect(fault?.reason == reason)
    #expect(fault?.description.contains(words) == true, "\(String(describing: fault))")
  }

  @Test func `a picture over a limit is too big, in bytes or in pixels`() async throws {
    let folder = try MediaFolder()
    try folder.write("a.png", MediaFolder.png())
    for limits in [ImageLimits(maxFileBytes: 20), ImageLimits(maxPixels: 10)] {
      #expect(try await folder.fault(MediaSettings(imageLimits: limits))?.reason == .tooBig)
    }
  }

  @Test func `a folder of frames is read in the order of its numbers`() async throws {
    let folder = try MediaFolder(media: "clip", columns: ",frame_rate", cells: ",25")
    for (name, start) in [("f2.png", 2), ("f10.PNG", 10), ("f9.png", 9)] as [(String, UInt8)] {
      try folder.write("clip/" + name, MediaFolder.png(from: start))
    }
    try folder.write("clip/notes.txt", [1])
    try folder.write("clip/.hidden.png", [1])
    let (frames, summary) = try await folder.frames()
    #expect(frames.compactMap { $0.pixels(at: .full)?.bytes.first } == [2, 9, 10])
    #expect(frames.map(\.index) == [0, 1, 2])
    let times: [Double?] = [0, 0.28, 0.32]
    #expect(frames.map(\.time) == times)
    #expect(summary.kind == .frames)
    #expect(summary.frameCount == 3)
    let some = try await folder.frames(wants: { $0 == 1 })
    #expect(some.frames.map(\.index) == [1])
    let first = try await folder.frames(upTo: 1)
    #expect(first.frames.count == 1)
    #expect(first.summary.frameCount == 1)
  }

  @Test(arguments: [
    (["a.png"], "has no number"), (["1.png", "01.png"], "the same number"), ([], "no PNG or JPEG"),
    (["99999999999999999999.png"], "has no number"),
  ])
  func `a folder whose order would be a guess is refused`(
    _ names: [String], _ words: String
  ) async throws {
    let folder = try MediaFolder(media: "clip")
    try folder.write("clip/readme.txt", [1])
    for name in names { try folder.write("clip/" + name, MediaFolder.png()) }
    let fault = try await folder.fault()
    #expect(fault?.reason == .unreadable)
    #expect(fault?.message.contains(words) == true, "\(String(describing: fault))")
  }

  @Test func `a folder of too many frames is too big`() async throws {
    let folder = try MediaFolder(media: "clip")
    for number in 0..<4 { try folder.write("clip/\(number).png", MediaFolder.png()) }
    #expect(try await folder.fault(MediaSettings(maxFrames: 3))?.reason == .tooBig)
    #expect(try await folder.fault(MediaSettings(maxFrames: 1))?.reason == .tooBig)
    #expect(try await folder.fault(MediaSettings(maxFrames: 4)) == nil)
  }

  @Test func `one damaged frame makes the presentation a non-response`() async throws {
    let folder = try MediaFolder(media: "clip")
    try folder.write("clip/1.png", MediaFolder.png())
    try folder.write("clip/2.png", Array(MediaFolder.png().prefix(50)))
    let fault = try await folder.fault()
    #expect(fault?.reason == .decode)
    #expect(fault?.media == "clip/2.png")
  }

  @Test func `a side file gives time, face box and eyes by frame`() async throws {
    let folder = try MediaFolder(
      media: "clip", columns: ",frames,face_x,face_y,face_w,face_h", cells: ",side.csv,1,2,3,4")
    try folder.write("clip/7.png", MediaFolder.png())
    try folder.write("clip/8.png", MediaFolder.png())
    try folder.write(
      "side.csv",
      Array(
        """
        frame,time,face_x,face_y,face_w,face_h,right_eye_x,right_eye_y,left_eye_x,left_eye_y
        8,0.5,0,1,2,3,1,1,2,1

        """.utf8))
    let frames = try await folder.frames().frames
    #expect(
      frames.map(\.faceBox) == [
        FaceBox(x: 1, y: 2, width: 3, height: 4), FaceBox(x: 0, y: 1, width: 2, height: 3),
      ])
    #expect(frames.map(\.time) == [nil, 0.5])
    #expect(frames[1].eyes == FrameEyes(rightX: 1, rightY: 1, leftX: 2, leftY: 1))
    try folder.write("side.csv", Array("frame,face_x\n1,x\n1,2\n".utf8))
    #expect(try await folder.fault()?.message.contains("the frame 1 is there twice") == true)
  }

  @Test func `digests without decoding are those of reading`() async throws {
    let clip = try MediaFolder(media: "c", columns: ",depth", cells: ",d")
    for number in 1...4 { try clip.write("c/\(number).png", MediaFolder.png(from: UInt8(number))) }
    let map = DepthMap(width: 2, height: 1, values: [1, 500])
    try clip.write("d/2.png", try ImageEncoder.png(map))
    func digests(_ count: Int) async throws -> MediaSummary {
      try await clip.reader().digests(
        of: clip.load().presentations[0], wants: { _ in true }, isEnough: { $0 >= count })
    }
    for count in [1, 3, 9] {
      let read = try await clip.frames(upTo: count).summary
      #expect(try await digests(count) == read)
    }
    let before = try await digests(9)
    try clip.write(
      "d/2.png", try ImageEncoder.png(DepthMap(width: 2, height: 1, values: [1, 501])))
    let after = try await digests(9)
    #expect(after.digest == before.digest)
    #expect(after.inputDigest != before.inputDigest, "a changed depth picture goes unseen")
  }

  @Test func `depth and infrared are read beside stills and frames`() async throws {
    let map = DepthMap(width: 2, height: 1, values: [0, 65_535])
    let still = try MediaFolder(columns: ",depth,infrared", cells: ",d.png,i.png")
    try still.write("a.png", MediaFolder.png())
    try still.write("d.png", ImageEncoder.png(map))
    try still.write("i.png", ImageEncoder.png(map))
    let frame = try await still.frames().frames[0]
    #expect(frame.depth == map)
    #expect(frame.infrared == map)
    try FileManager.default.removeItem(atPath: still.path + "/d.png")
    #expect(try await still.fault()?.media == "d.png")

    let clip = try MediaFolder(media: "c", columns: ",depth", cells: ",d")
    for number in 1...2 { try clip.write("c/\(number).png", MediaFolder.png()) }
    try clip.write("d/2.png", ImageEncoder.png(map))
    #expect(try await clip.frames().frames.map(\.depth) == [nil, map])
  }

  @Test func `what the body throws comes through`() async throws {
    struct Halt: Error {}
    let folder = try MediaFolder()
    try folder.write("a.png", MediaFolder.png())
    let reader = try folder.reader()
    let presentation = try folder.load().presentations[0]
    await #expect(throws: Halt.self) { try await reader.read(presentation) { _ in throw Halt() } }
  }
}
