import * as tf from '@tensorflow/tfjs-core';

// TF.js advises tfjs-node on its first use under Node; here the plain backend serves as the reference on purpose.
tf.enableProdMode();
