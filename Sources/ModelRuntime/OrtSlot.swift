/// Places in ONNX Runtime's function table, counted from 0.
///
/// The table only grows, and the runtime's own `static_assert`s freeze it: `ReleaseCustomOpDomain`
/// is number 101 and ends version 1. Every function used here lies before it. Source: struct
/// `OrtApi` of the public header onnxruntime_c_api.h.
enum OrtSlot: Int, CaseIterable {
  case getErrorMessage = 2
  case createEnv = 3
  case createSessionFromArray = 8
  case run = 9
  case createSessionOptions = 10
  case setIntraOpNumThreads = 24
  case setInterOpNumThreads = 25
  case sessionGetInputCount = 30
  case sessionGetOutputCount = 31
  case sessionGetInputTypeInfo = 33
  case sessionGetOutputTypeInfo = 34
  case sessionGetInputName = 36
  case sessionGetOutputName = 37
  case createTensorWithDataAsOrtValue = 49
  case isTensor = 50
  case getTensorMutableData = 51
  case castTypeInfoToTensorInfo = 55
  case getTensorElementType = 60
  case getDimensionsCount = 61
  case getDimensions = 62
  case getTensorShapeElementCount = 64
  case getTensorTypeAndShape = 65
  case createCpuMemoryInfo = 69
  case allocatorFree = 76
  case getAllocatorWithDefaultOptions = 78
  case releaseEnv = 92
  case releaseStatus = 93
  case releaseMemoryInfo = 94
  case releaseSession = 95
  case releaseValue = 96
  case releaseTypeInfo = 98
  case releaseTensorTypeAndShapeInfo = 99
  case releaseSessionOptions = 100
}
