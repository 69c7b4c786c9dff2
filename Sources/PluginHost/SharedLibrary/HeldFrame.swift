internal import CPlatform
import Subsystems

/// A frame in the form that a library sees, with the memory it points to.
@safe final class HeldFrame {
  private let pixels: Block
  private let depth: Block?
  private let infrared: Block?
  private let landmarks: Block
  /// Valid as long as this object is.
  @unsafe let frame: padbench_frame

  /// Reads the bytes behind a frame's line.
  init(_ line: HostFrame, from reader: inout RequestReader) throws(SubsystemFault) {
    pixels = Block(count: line.byteCount)
    try reader.read(into: pixels)
    depth = try Self.plane(line.depth, from: &reader)
    infrared = try Self.plane(line.infrared, from: &reader)
    let points = line.landmarks.map { padbench_point(x: $0[0], y: $0[1]) }
    let landmarks = Block(count: points.count * MemoryLayout<padbench_point>.stride)
    unsafe points.withUnsafeBytes { unsafe landmarks.copy($0) }
    self.landmarks = landmarks

    var frame = unsafe padbench_frame()
    unsafe frame.index = UInt32(line.index)
    unsafe frame.width = UInt32(line.width)
    unsafe frame.height = UInt32(line.height)
    unsafe frame.pixels = unsafe UnsafePointer(
      pixels.address.assumingMemoryBound(to: UInt8.self))
    unsafe frame.time = line.time ?? .nan
    if let face = line.face {
      unsafe frame.has_face = 1
      unsafe frame.face_x = face[0]
      unsafe frame.face_y = face[1]
      unsafe frame.face_width = face[2]
      unsafe frame.face_height = face[3]
    }
    unsafe frame.landmark_count = UInt32(points.count)
    unsafe frame.landmarks = unsafe UnsafePointer(
      landmarks.address.assumingMemoryBound(to: padbench_point.self))
    unsafe frame.depth = unsafe Self.view(line.depth, depth)
    unsafe frame.infrared = unsafe Self.view(line.infrared, infrared)
    unsafe self.frame = unsafe frame
  }

  private static func plane(
    _ plane: HostFrame.Plane?, from reader: inout RequestReader
  ) throws(SubsystemFault) -> Block? {
    guard let plane else { return nil }
    let block = Block(count: plane.byteCount)
    try reader.read(into: block)
    block.takeLittleEndian()
    return block
  }

  private static func view(_ plane: HostFrame.Plane?, _ block: Block?) -> padbench_plane {
    guard let plane, let block else { return unsafe padbench_plane() }
    return unsafe padbench_plane(
      width: UInt32(plane.width), height: UInt32(plane.height),
      values: UnsafePointer(block.address.assumingMemoryBound(to: UInt16.self)))
  }
}
