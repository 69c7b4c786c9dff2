public import PADVocabulary

extension PixelBuffer {
  /// The pixels of a rectangle; what lies outside the picture is made up by `border`.
  public func cropped(to rect: PixelRect, border: Border = .reflect101) -> PixelBuffer {
    let depth = channels.rawValue
    let source = bytes.span
    let cropped: [UInt8]
    if rect.isInside(self) {
      cropped = [UInt8](capacity: rect.width * rect.height * depth) { output in
        for row in rect.y..<(rect.y + rect.height) {
          let start = (row &* width &+ rect.x) &* depth
          for index in start..<(start &+ rect.width &* depth) { output.append(source[index]) }
        }
      }
    } else {
      let columns = border.places(from: rect.x, count: rect.width, within: width)
      let rows = border.places(from: rect.y, count: rect.height, within: height)
      cropped = [UInt8](capacity: rect.width * rect.height * depth) { output in
        for row in rows {
          for column in columns {
            let start = (row &* width &+ column) &* depth
            for index in start..<(start &+ depth) { output.append(source[index]) }
          }
        }
      }
    }
    return PixelBuffer(width: rect.width, height: rect.height, channels: channels, bytes: cropped)
  }

  /// The pixels of a box, rounded to whole pixels; `nil` when the box is no rectangle (see
  /// `PixelRect.init(_:)`).
  public func cropped(to box: FaceBox, border: Border = .reflect101) -> PixelBuffer? {
    PixelRect(box).map { cropped(to: $0, border: border) }
  }
}
