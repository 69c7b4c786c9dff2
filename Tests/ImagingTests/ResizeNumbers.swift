// Made with OpenCV 5.0.0 (the same with 4.10.0) and numpy 2 from the picture whose value at
// column x, row y, channel k is (7·x·x + 13·x·y + 29·y + 57·k) mod 251; see `pattern` beside.
import Imaging
import Testing

/// One resized crop and what it must be.
struct ResizeCase: CustomTestStringConvertible {
  var picture: PixelBuffer
  var rect: (x: Int, y: Int, width: Int, height: Int)
  var width: Int
  var height: Int
  var border: Border
  var expected: [UInt8]

  var testDescription: String {
    "\(rect.width)x\(rect.height) at \(rect.x),\(rect.y) \(border) to \(width)x\(height)"
  }
}
/// `cv2.resize(…, interpolation=cv2.INTER_LINEAR)` after `cv2.copyMakeBorder`.
let bilinearCases: [ResizeCase] = [
  ResizeCase(
    picture: pattern(13, 11, .grey), rect: (0, 0, 13, 11), width: 7, height: 5, border: .replicate,
    expected: [
      24, 73, 149, 65, 132, 145, 86, 100, 145, 102, 100, 126, 107, 93, 176, 81, 33, 34,
      121, 183, 187, 144, 138, 136, 219, 108, 95, 79, 77, 88, 111, 153, 95, 85, 123,
    ]),
  ResizeCase(
    picture: pattern(5, 4, .grey), rect: (0, 0, 5, 4), width: 9, height: 7, border: .replicate,
    expected: [
      0, 2, 6, 16, 28, 47, 68, 96, 112, 10, 14, 20, 33, 48, 70, 93, 123, 141, 27, 33, 44,
      61, 79, 105, 133, 167, 187, 44, 52, 67, 88, 111, 141, 158, 127, 108, 60, 71, 90,
      115, 142, 166, 168, 81, 29, 76, 90, 113, 142, 173, 122, 81, 77, 75, 87, 102, 128,
      159, 193, 95, 26, 75, 104,
    ]),
  ResizeCase(
    picture: pattern(6, 5, .rgb), rect: (0, 0, 6, 5), width: 4, height: 8, border: .replicate,
    expected: [
      2, 59, 116, 23, 80, 137, 75, 132, 189, 159, 216, 85, 16, 73, 130, 45, 102, 159, 106,
      163, 193, 117, 173, 97, 36, 93, 150, 78, 135, 180, 147, 192, 190, 63, 120, 118, 56,
      113, 170, 110, 167, 95, 152, 80, 117, 81, 138, 175, 76, 133, 190, 142, 199, 68, 118,
      46, 103, 118, 116, 173, 96, 153, 210, 175, 232, 101, 45, 90, 148, 175, 55, 112, 117,
      174, 195, 207, 158, 97, 78, 135, 157, 125, 100, 122, 131, 188, 182, 230, 98, 93,
      109, 166, 160, 83, 140, 134,
    ]),
  ResizeCase(
    picture: pattern(8, 6, .rgb), rect: (0, 0, 8, 6), width: 4, height: 3, border: .replicate,
    expected: [
      21, 78, 135, 76, 133, 190, 125, 182, 113, 103, 98, 155, 92, 149, 206, 137, 131, 62,
      111, 106, 163, 142, 74, 131, 163, 158, 89, 134, 128, 123, 98, 155, 87, 118, 175, 107,
    ]),
  ResizeCase(
    picture: pattern(7, 6, .rgb), rect: (-3, -2, 9, 7), width: 4, height: 3, border: .reflect101,
    expected: [
      121, 147, 151, 41, 98, 155, 108, 154, 138, 104, 161, 113, 101, 158, 215, 32, 89,
      146, 89, 146, 203, 127, 184, 85, 146, 151, 104, 103, 160, 206, 190, 173, 84, 139,
      134, 138,
    ]),
  ResizeCase(
    picture: pattern(7, 6, .grey), rect: (3, 2, 9, 8), width: 5, height: 5, border: .replicate,
    expected: [
      105, 146, 172, 172, 172, 117, 85, 167, 167, 167, 97, 121, 34, 34, 34, 97, 121, 34,
      34, 34, 97, 121, 34, 34, 34,
    ]),
  ResizeCase(
    picture: pattern(4, 4, .grey), rect: (-9, 6, 5, 3), width: 6, height: 2, border: .reflect101,
    expected: [
      80, 51, 28, 13, 10, 18, 182, 139, 99, 68, 58, 81,
    ]),
]

/// Exact coverage in rational numbers (Python's `fractions`), rounded half up.
let areaCases: [ResizeCase] = [
  ResizeCase(
    picture: pattern(13, 11, .grey), rect: (0, 0, 13, 11), width: 7, height: 5, border: .replicate,
    expected: [
      26, 77, 122, 93, 143, 132, 84, 102, 145, 107, 141, 138, 88, 118, 147, 135, 112, 116,
      150, 145, 156, 139, 134, 113, 153, 113, 139, 122, 92, 122, 116, 113, 83, 89, 124,
    ]),
  ResizeCase(
    picture: pattern(8, 6, .rgb), rect: (0, 0, 8, 6), width: 4, height: 3, border: .replicate,
    expected: [
      21, 78, 135, 76, 133, 190, 125, 182, 113, 103, 98, 155, 92, 149, 206, 137, 131, 62,
      111, 106, 163, 142, 74, 131, 163, 158, 89, 134, 128, 123, 98, 155, 87, 118, 175, 107,
    ]),
  ResizeCase(
    picture: pattern(9, 6, .rgb), rect: (0, 0, 9, 6), width: 4, height: 4, border: .replicate,
    expected: [
      19, 76, 133, 84, 141, 180, 98, 155, 119, 133, 78, 135, 69, 126, 164, 136, 119, 101,
      113, 115, 153, 150, 77, 134, 132, 179, 181, 117, 146, 128, 133, 116, 126, 143, 89,
      136, 163, 137, 82, 113, 142, 106, 93, 150, 86, 142, 162, 135,
    ]),
  ResizeCase(
    picture: pattern(4, 3, .grey), rect: (0, 0, 4, 3), width: 7, height: 6, border: .replicate,
    expected: [
      0, 2, 7, 18, 28, 54, 63, 0, 2, 7, 18, 28, 54, 63, 29, 34, 49, 66, 83, 119, 131, 29,
      34, 49, 66, 83, 119, 131, 58, 66, 91, 115, 138, 184, 199, 58, 66, 91, 115, 138, 184,
      199,
    ]),
  ResizeCase(
    picture: pattern(6, 6, .grey), rect: (0, 0, 6, 6), width: 3, height: 9, border: .replicate,
    expected: [
      4, 46, 144, 21, 76, 125, 39, 107, 106, 75, 169, 68, 92, 137, 111, 110, 105, 155,
      146, 166, 117, 163, 134, 98, 181, 102, 79,
    ]),
  ResizeCase(
    picture: pattern(7, 6, .rgb), rect: (-3, -2, 9, 7), width: 4, height: 3, border: .reflect101,
    expected: [
      118, 127, 136, 50, 107, 164, 108, 129, 138, 101, 146, 139, 101, 126, 151, 40, 97,
      154, 91, 125, 150, 108, 157, 135, 141, 134, 115, 123, 180, 177, 149, 146, 115, 120,
      125, 135,
    ]),
  ResizeCase(
    picture: pattern(3, 1, .grey), rect: (0, 0, 3, 1), width: 1, height: 1, border: .replicate,
    expected: [
      12
    ]),
]

/// `cv2.copyMakeBorder`, without a change of size.
let cropCases: [ResizeCase] = [
  ResizeCase(
    picture: pattern(5, 4, .grey), rect: (1, 1, 3, 2), width: 3, height: 2, border: .reflect101,
    expected: [
      49, 83, 131, 91, 138, 199,
    ]),
  ResizeCase(
    picture: pattern(5, 4, .grey), rect: (-2, -3, 9, 8), width: 9, height: 8, border: .reflect101,
    expected: [
      193, 133, 87, 133, 193, 16, 104, 16, 193, 138, 91, 58, 91, 138, 199, 23, 199, 138,
      83, 49, 29, 49, 83, 131, 193, 131, 83, 28, 7, 0, 7, 28, 63, 112, 63, 28, 83, 49, 29,
      49, 83, 131, 193, 131, 83, 138, 91, 58, 91, 138, 199, 23, 199, 138, 193, 133, 87,
      133, 193, 16, 104, 16, 193, 138, 91, 58, 91, 138, 199, 23, 199, 138,
    ]),
  ResizeCase(
    picture: pattern(5, 4, .grey), rect: (-2, -3, 9, 8), width: 9, height: 8, border: .replicate,
    expected: [
      0, 0, 0, 7, 28, 63, 112, 112, 112, 0, 0, 0, 7, 28, 63, 112, 112, 112, 0, 0, 0, 7,
      28, 63, 112, 112, 112, 0, 0, 0, 7, 28, 63, 112, 112, 112, 29, 29, 29, 49, 83, 131,
      193, 193, 193, 58, 58, 58, 91, 138, 199, 23, 23, 23, 87, 87, 87, 133, 193, 16, 104,
      104, 104, 87, 87, 87, 133, 193, 16, 104, 104, 104,
    ]),
  ResizeCase(
    picture: pattern(3, 2, .rgb), rect: (-1, -1, 4, 3), width: 4, height: 3, border: .reflect101,
    expected: [
      49, 106, 163, 29, 86, 143, 49, 106, 163, 83, 140, 197, 7, 64, 121, 0, 57, 114, 7,
      64, 121, 28, 85, 142, 49, 106, 163, 29, 86, 143, 49, 106, 163, 83, 140, 197,
    ]),
  ResizeCase(
    picture: pattern(3, 2, .grey), rect: (-11, 9, 4, 2), width: 4, height: 2, border: .reflect101,
    expected: [
      49, 83, 49, 29, 7, 28, 7, 0,
    ]),
  ResizeCase(
    picture: pattern(1, 3, .grey), rect: (-2, 0, 4, 3), width: 4, height: 3, border: .reflect101,
    expected: [
      0, 0, 0, 0, 29, 29, 29, 29, 58, 58, 58, 58,
    ]),
]
