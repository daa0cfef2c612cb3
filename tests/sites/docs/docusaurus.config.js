module.exports = { title: 'The pottery' };
