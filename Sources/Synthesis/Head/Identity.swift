/// Everything about a head that stays the same from one presentation to the next.
///
/// Lengths are centimetres in the head's own frame: x to the picture's right, y down from the line
/// of the eyes, z towards the camera. Colours are linear-light albedo.
struct Identity: Sendable {
  // Skull
  var size: Float = 1
  var crown: Float = 12
  var headWidth: Float = 7.5
  var cheekWidth: Float = 7
  var jawWidth: Float = 5.7
  var jawHeight: Float = 7.2
  var chinWidth: Float = 3
  var chin: Float = 11.4
  var browRidge: Float = 0.3
  var cheekbone: Float = 0.35
  var cheekHollow: Float = 0.3
  var chinProjection: Float = 0.5
  var chinCleft: Float = 0
  var foreheadSlope: Float = 0
  var fullness: Float = 0
  // Eyes
  var eyeDistance: Float = 3.2
  var eyeWidth: Float = 1.5
  var eyeOpening: Float = 0.5
  var eyeTilt: Float = 0.05
  var eyeDepth: Float = 0.7
  var lidCrease: Float = 0.4
  var lidFold: Float = 0.7
  var iris = Vector3(0.05, 0.03, 0.02)
  var irisSize: Float = 0.58
  var lashes: Float = 0.5
  // Brows
  var browHeight: Float = 2.1
  var browThickness: Float = 0.36
  var browArch: Float = 0.3
  var browTilt: Float = 0
  var browInner: Float = 1.1
  var browLength: Float = 4.2
  var browDensity: Float = 0.8
  // Nose
  var noseLength: Float = 4.5
  var noseWidth: Float = 1.75
  var noseBridge: Float = 1.0
  var noseBridgeWidth: Float = 0.8
  var noseTip: Float = 2.2
  var noseTipWidth: Float = 0.85
  var noseHump: Float = 0
  var nostrils: Float = 0.6
  // Mouth
  var mouthHeight: Float = 6.9
  var mouthWidth: Float = 2.5
  var upperLip: Float = 0.55
  var lowerLip: Float = 0.75
  var cupidBow: Float = 0.3
  var mouthCorner: Float = 0
  var lipColour = Vector3(0.4, 0.15, 0.13)
  // Skin
  var skin = Vector3(0.6, 0.4, 0.3)
  var redness: Float = 0.3
  var mottling: Float = 0.5
  var freckles: Float = 0
  var moles: [(x: Float, y: Float, radius: Float)] = []
  var age: Float = 0.3
  var beard: Float = 0
  var moustache: Float = 0
  var stubble: Float = 0
  var liner: Float = 0
  // Hair
  var hair = HairStyle()
  var hairColour = Vector3(0.03, 0.02, 0.015)
  var browColour = Vector3(0.03, 0.02, 0.015)
  // Rest
  var earSize: Float = 1
  var earProtrusion: Float = 0.3
  var neckWidth: Float = 5.6
  var shoulderWidth: Float = 20
  var glasses: Glasses?
  var textureKey: UInt64 = 0
}

/// Spectacle frames.
struct Glasses: Sendable {
  var halfWidth: Float
  var halfHeight: Float
  /// 2 for an ellipse, larger for a rounder rectangle.
  var squareness: Float
  var thickness: Float
  var colour: Vector3
}

/// How the hair is cut.
struct HairStyle: Sendable {
  /// Cuts that differ in outline.
  enum Cut: Sendable, CaseIterable {
    case bald, cropped, short, parted, fringe, chinLength, long, curly, tied
  }

  var cut: Cut = .short
  /// Height of the front hairline, in centimetres from the eyes (negative is up).
  var line: Float = -5.8
  /// How far the temples recede, in centimetres.
  var recession: Float = 0.6
  /// Height over the skull, in centimetres.
  var volume: Float = 1.4
  /// Strand curl, 0 (straight) … 1.
  var curl: Float = 0.1
  /// Side of the parting, −1…1.
  var parting: Float = 0.4
}
