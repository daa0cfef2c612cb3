export default { title: 'Notes' }
