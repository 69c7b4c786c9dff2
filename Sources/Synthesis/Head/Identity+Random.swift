extension Identity {
  /// An invented head with plausible proportions for these labels.
  ///
  /// Ranges follow the spread of adult head measurements (Farkas, *Anthropometry of the Head and
  /// Face*, 2nd edition, 1994) and are taken wide, so that invented people differ clearly.
  init(attributes: SubjectAttributes, stream: inout SeededStream) {
    self.init()
    let male = attributes.sex == .male
    let senior = attributes.ageGroup == .senior
    textureKey = stream.next()
    drawSkull(male: male, &stream)
    drawEyes(male: male, senior: senior, tone: attributes.skinTone, &stream)
    drawNose(male: male, tone: attributes.skinTone, &stream)
    drawMouth(male: male, tone: attributes.skinTone, &stream)
    drawSkin(attributes, &stream)
    drawHair(attributes, &stream)
    earSize = stream.uniform(0.85, senior ? 1.25 : 1.12)
    earProtrusion = stream.uniform(0.05, 0.75)
    neckWidth = male ? stream.uniform(5.0, 6.1) : stream.uniform(4.3, 5.0)
    shoulderWidth = male ? stream.uniform(20, 24) : stream.uniform(17, 20)
    if stream.chance(senior ? 0.4 : 0.22) {
      glasses = Glasses(
        halfWidth: stream.uniform(2.2, 2.8), halfHeight: stream.uniform(1.5, 2.3),
        squareness: stream.uniform(2, 5), thickness: stream.uniform(0.12, 0.42),
        colour: [
          Vector3(0.01, 0.01, 0.012), Vector3(0.09, 0.03, 0.01), Vector3(0.3, 0.3, 0.32),
          Vector3(0.02, 0.03, 0.1),
        ][stream.index(4)])
    }
  }

  private mutating func drawSkull(male: Bool, _ stream: inout SeededStream) {
    size = (male ? 1.03 : 0.97) * stream.uniform(0.96, 1.04)
    crown = stream.uniform(11.4, 12.8)
    headWidth = stream.uniform(7.0, 8.0)
    cheekWidth = headWidth * stream.uniform(0.90, 1.0)
    jawWidth = cheekWidth * (male ? stream.uniform(0.74, 0.91) : stream.uniform(0.68, 0.84))
    jawHeight = stream.uniform(6.2, 8.0)
    chinWidth = jawWidth * stream.uniform(0.42, 0.66)
    chin = male ? stream.uniform(10.8, 12.6) : stream.uniform(10.1, 11.8)
    browRidge = male ? stream.uniform(0.2, 0.75) : stream.uniform(0, 0.3)
    cheekbone = stream.uniform(0.1, 0.75)
    cheekHollow = stream.uniform(0, 0.65)
    chinProjection = stream.uniform(0.2, 1.0)
    chinCleft = stream.chance(male ? 0.3 : 0.1) ? stream.uniform(0.08, 0.25) : 0
    foreheadSlope = stream.uniform(-0.3, 1.0)
    fullness = stream.uniform(-0.5, 1)
  }

  private mutating func drawEyes(
    male: Bool, senior: Bool, tone: Int, _ stream: inout SeededStream
  ) {
    eyeDistance = stream.uniform(2.85, 3.6)
    eyeWidth = stream.uniform(1.42, 1.85)
    eyeOpening = stream.uniform(0.46, 0.8) * (senior ? 0.88 : 1)
    eyeTilt = stream.uniform(-0.10, 0.20)
    eyeDepth = stream.uniform(0.35, 1.1)
    lidFold = stream.uniform(0.1, 1)
    lidCrease = stream.uniform(0.22, 0.6)
    irisSize = stream.uniform(0.54, 0.64)
    lashes = male ? stream.uniform(0.15, 0.5) : stream.uniform(0.45, 1)
    liner = !male && stream.chance(0.45) ? stream.uniform(0.3, 1) : 0
    let dark = [Vector3(0.035, 0.02, 0.012), Vector3(0.07, 0.035, 0.018)]
    let light = [
      Vector3(0.11, 0.19, 0.28), Vector3(0.14, 0.18, 0.11), Vector3(0.20, 0.23, 0.25),
      Vector3(0.14, 0.09, 0.03),
    ]
    iris = tone <= 3 && stream.chance(0.6) ? light[stream.index(4)] : dark[stream.index(2)]
    browHeight = stream.uniform(1.65, 2.65)
    browThickness = male ? stream.uniform(0.34, 0.75) : stream.uniform(0.22, 0.5)
    browArch = stream.uniform(0.0, male ? 0.45 : 0.75)
    browTilt = stream.uniform(-0.18, 0.16)
    browInner = stream.uniform(0.65, 1.5)
    browLength = stream.uniform(3.6, 4.7)
    browDensity = stream.uniform(0.75, 1)
  }

  private mutating func drawNose(male: Bool, tone: Int, _ stream: inout SeededStream) {
    let broad: Float = tone >= 5 ? 0.25 : tone <= 2 ? -0.08 : 0.05
    noseLength = stream.uniform(3.8, 5.3) + (male ? 0.15 : -0.1)
    noseWidth = stream.uniform(1.4, 2.05) + broad
    noseBridge = stream.uniform(0.5, 1.55) - broad
    noseBridgeWidth = stream.uniform(0.6, 1.1) + broad * 0.6
    noseTip = stream.uniform(1.6, 2.7) - broad
    noseTipWidth = stream.uniform(0.65, 1.1) + broad * 0.6
    noseHump = stream.uniform(-0.25, 0.38)
    nostrils = stream.uniform(0.25, 1)
  }

  private mutating func drawMouth(male: Bool, tone: Int, _ stream: inout SeededStream) {
    let full: Float = tone >= 5 ? 0.22 : 0
    mouthHeight = min(chin - 3.4, noseLength + stream.uniform(1.8, 2.8))
    mouthWidth = stream.uniform(1.95, 3.0)
    upperLip = stream.uniform(0.26, 0.68) + full
    lowerLip = stream.uniform(0.45, 0.95) + full
    cupidBow = stream.uniform(0, 0.6)
    mouthCorner = stream.uniform(-0.22, 0.2)
  }

  private mutating func drawSkin(_ attributes: SubjectAttributes, _ stream: inout SeededStream) {
    let tones = [
      Colour.linear(246, 214, 196), Colour.linear(235, 196, 168), Colour.linear(217, 170, 136),
      Colour.linear(186, 134, 98), Colour.linear(140, 92, 64), Colour.linear(92, 60, 44),
    ]
    let step = max(1, min(6, attributes.skinTone)) - 1
    let other = max(0, min(5, step + (stream.chance(0.5) ? 1 : -1)))
    skin = Vector3.mix(tones[step], tones[other], stream.uniform(0, 0.42))
    skin = skin * Vector3(stream.uniform(0.95, 1.05), 1, stream.uniform(0.92, 1.08))
    redness = stream.uniform(0.1, 0.8) * (attributes.skinTone <= 3 ? 1 : 0.5)
    mottling = stream.uniform(0.3, 1)
    freckles = attributes.skinTone <= 2 && stream.chance(0.3) ? stream.uniform(0.3, 1) : 0
    for _ in 0..<stream.index(5) {
      moles.append(
        (stream.uniform(-6, 6), stream.uniform(-4.5, 10), stream.uniform(0.08, 0.2)))
    }
    age =
      switch attributes.ageGroup {
      case .young: stream.uniform(0, 0.22)
      case .middle: stream.uniform(0.3, 0.6)
      case .senior: stream.uniform(0.75, 1)
      }
    let painted: Float = attributes.sex == .female && stream.chance(0.5) ? 0.6 : 0.15
    let natural = skin * Vector3(0.80, 0.52, 0.54)
    let colours = [
      Colour.linear(176, 40, 52), Colour.linear(196, 84, 92), Colour.linear(128, 44, 60),
    ]
    lipColour = Vector3.mix(natural, colours[stream.index(3)], painted * stream.unit())
  }

  private mutating func drawHair(_ attributes: SubjectAttributes, _ stream: inout SeededStream) {
    let male = attributes.sex == .male
    let natural: [Vector3] =
      attributes.skinTone <= 2
      ? [
        Colour.linear(52, 38, 30), Colour.linear(96, 66, 42), Colour.linear(178, 138, 88),
        Colour.linear(206, 172, 120), Colour.linear(140, 66, 34),
      ]
      : [Colour.linear(24, 20, 19), Colour.linear(44, 32, 26), Colour.linear(70, 46, 32)]
    let grey = Colour.linear(178, 176, 174)
    let greying: Float =
      switch attributes.ageGroup {
      case .young: 0
      case .middle: stream.uniform(0, 0.45)
      case .senior: stream.uniform(0.65, 1)
      }
    let own = natural[stream.index(natural.count)]
    hairColour = Vector3.mix(own, grey, greying)
    browColour = Vector3.mix(own, grey, greying * 0.6) * 0.8
    let cuts: [HairStyle.Cut] =
      male
      ? [
        .cropped, .short, .parted, .short, attributes.ageGroup == .young ? .fringe : .bald,
        attributes.ageGroup == .senior ? .bald : .curly,
      ]
      : [.fringe, .chinLength, .long, .tied, .long, .curly, .chinLength]
    hair.cut = cuts[stream.index(cuts.count)]
    hair.line = stream.uniform(-7.4, -5.0)
    hair.recession = male ? stream.uniform(0.2, 0.6 + 2 * age) : stream.uniform(0, 0.7)
    hair.parting = stream.uniform(-0.8, 0.8)
    hair.curl = stream.uniform(0, 0.5)
    hair.volume =
      switch hair.cut {
      case .bald: 0.08
      case .cropped: stream.uniform(0.25, 0.5)
      case .curly: stream.uniform(2.2, 4.2)
      case .tied: stream.uniform(0.5, 0.9)
      default: stream.uniform(0.9, 2.4)
      }
    if hair.cut == .curly { hair.curl = 1 }
    guard male else { return }
    let growth = stream.unit()
    if growth < 0.28 {
      beard = stream.uniform(0.6, 1)
      moustache = stream.uniform(0.6, 1)
    } else if growth < 0.4 {
      moustache = stream.uniform(0.7, 1)
    } else if growth < 0.75 {
      stubble = stream.uniform(0.2, 0.9)
    }
  }
}
